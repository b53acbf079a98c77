import type { LinkedPage, LinkedPageName, LinkTarget } from '#contracts/messages';
import type { Actor } from '#contracts/roles-and-actors';
import type { Reader } from '#platform/database/database';

interface Target {
  /** The id of the subject that leads there. */
  readonly subject: string;
  readonly id: string | null;
  readonly of: string | null;
}

/** Finds what links to several subjects of one type lead to, for a reader that sees only what the user may see. */
type Find = (reader: Reader, ids: readonly string[]) => Promise<readonly Target[]>;

interface Leads {
  readonly page: LinkedPageName;
  readonly find: Find;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const alone: Find = (_, ids) => Promise.resolve(ids.map((subject) => ({ subject, id: null, of: null })));
const itself: Find = (_, ids) => Promise.resolve(ids.map((subject) => ({ subject, id: subject, of: null })));

const packageOf: Leads = {
  page: 'package',
  find: (reader, ids) =>
    reader.query<Target>(
      'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM package WHERE id = ANY ($1::uuid[])',
      [ids],
    ),
};
const packageOfAward: Leads = {
  page: 'package',
  find: (reader, ids) =>
    reader.query<Target>(
      'SELECT id::text AS subject, package_id::text AS id, NULL::text AS of FROM award WHERE id = ANY ($1::uuid[])',
      [ids],
    ),
};
const restriction: Leads = {
  page: 'restriction',
  find: (reader, ids) =>
    reader.query<Target>(
      'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM restriction WHERE id = ANY ($1::uuid[])',
      [ids],
    ),
};
const account: Leads = { page: 'account', find: alone };

/** Where a link to each type of subject leads the staff of an authority. */
const FOR_STAFF: Readonly<Record<string, Leads>> = {
  package: packageOf,
  award: packageOfAward,
  broadcast: {
    page: 'broadcast',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM broadcast WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  invitation: {
    page: 'broadcast',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, broadcast_id::text AS id, NULL::text AS of FROM invitation WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  placement: {
    page: 'package',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, package_id::text AS id, NULL::text AS of FROM placement WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  variation_request: {
    page: 'package',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, package_id::text AS id, NULL::text AS of FROM variation_request WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  restriction,
  contest: {
    page: 'restriction',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, restriction_id::text AS id, NULL::text AS of FROM restriction_contest WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  report: {
    page: 'restriction',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, restriction_id::text AS id, NULL::text AS of FROM branch_report WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  reallocation: {
    page: 'reallocation',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM reallocation WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  hand_back: {
    page: 'reallocation',
    find: (reader, ids) =>
      reader.query<Target>(
        `SELECT hand_back_id::text AS subject, id::text AS id, NULL::text AS of FROM reallocation
         WHERE hand_back_id = ANY ($1::uuid[])`,
        [ids],
      ),
  },
  case: {
    page: 'case',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, reallocation_id::text AS of FROM reallocation_case WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  care_list: { page: 'cut_over', find: alone },
  care_dispute: { page: 'cut_over', find: alone },
  care_difference: { page: 'cut_over', find: alone },
  concern: { page: 'board', find: alone },
  contract: {
    page: 'contract',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM contract WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  subcontract: {
    page: 'subcontract',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM subcontract WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  contract_check: {
    page: 'branch',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, branch_id::text AS id, NULL::text AS of FROM contract_check WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  branch: {
    page: 'branch',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM branch WHERE id = ANY ($1::text[])',
        [ids],
      ),
  },
  absence: { page: 'absences', find: alone },
  user: account,
};

/** Where a link to each type of subject leads a user of a provider. */
const FOR_PROVIDER: Readonly<Record<string, Leads>> = {
  invitation: {
    page: 'invitation',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM invitation WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  offer: {
    page: 'invitation',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, invitation_id::text AS id, NULL::text AS of FROM offer WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  award: {
    page: 'awaited_start',
    find: (reader, ids) =>
      reader.query<Target>(
        `SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM award WHERE id = ANY ($1::uuid[]) AND status = 'awaiting_start'`,
        [ids],
      ),
  },
  placement: {
    page: 'own_placement',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM placement WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  variation_request: {
    page: 'own_placement',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, placement_id::text AS id, NULL::text AS of FROM variation_request WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  restriction: { page: 'standing', find: alone },
  contest: { page: 'standing', find: alone },
  report: {
    page: 'update',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM branch_report WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  capacity: { page: 'capacity', find: alone },
  branch: {
    page: 'skills',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM branch WHERE id = ANY ($1::text[]) AND provider_id = (SELECT tenant_provider())',
        [ids],
      ),
  },
  care_list: {
    page: 'care_list',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, id::text AS id, NULL::text AS of FROM care_list WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  care_dispute: {
    page: 'care_list',
    find: (reader, ids) =>
      reader.query<Target>(
        'SELECT id::text AS subject, care_list_id::text AS id, NULL::text AS of FROM care_dispute WHERE id = ANY ($1::uuid[])',
        [ids],
      ),
  },
  user: account,
};

/** Administrators see accounts and absences, and no care. */
const FOR_ADMINISTRATOR: Readonly<Record<string, Leads>> = {
  user: account,
  absence: { page: 'absences', find: itself },
};

function leadsOf(actor: Actor): Readonly<Record<string, Leads>> {
  if (actor.kind === 'provider') return FOR_PROVIDER;
  if (actor.kind !== 'staff' || actor.role === 'administrator') return FOR_ADMINISTRATOR;
  return FOR_STAFF;
}

const isReadable = ({ type, id }: SubjectRef): boolean =>
  type === 'capacity' || type === 'branch' || UUID.test(id);

/** What a message is about, as its link names it. */
interface SubjectRef {
  readonly type: string;
  readonly id: string;
}

/** Says where the link of a message leads. The target is null if this user may not see it, or if it is not there. */
export async function linkTarget(reader: Reader, actor: Actor, subject: SubjectRef): Promise<LinkTarget> {
  const all = leadsOf(actor);
  const leads = Object.hasOwn(all, subject.type) ? all[subject.type] : undefined;
  if (!leads || !isReadable(subject)) return { target: null };
  const [found] = await leads.find(reader, [subject.id]);
  const target: LinkedPage | null = found ? { page: leads.page, id: found.id, of: found.of } : null;
  return { target };
}

/** Returns those of the subjects whose link leads the user to a page of the console. */
export async function subjectsOnPage<Subject extends SubjectRef>(
  reader: Reader,
  actor: Actor,
  subjects: readonly Subject[],
  page: { readonly name: LinkedPageName; readonly id?: string },
): Promise<readonly Subject[]> {
  const onPage: Subject[] = [];
  for (const [type, { page: name, find }] of Object.entries(leadsOf(actor))) {
    const ofType = subjects.filter((one) => one.type === type && isReadable(one));
    if (name !== page.name || ofType.length === 0) continue;
    const targets = await find(reader, [...new Set(ofType.map(({ id }) => id))]);
    const seen = new Set(
      targets.filter(({ id }) => id === null || id === page.id).map(({ subject }) => subject),
    );
    onPage.push(...ofType.filter(({ id }) => seen.has(id)));
  }
  return onPage;
}
