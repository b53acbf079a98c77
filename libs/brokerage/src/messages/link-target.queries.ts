import type { LinkedPage, LinkedPageName, LinkTarget } from '#contracts/messages';
import type { Actor } from '#contracts/roles-and-actors';
import type { Reader } from '#platform/database/database';

interface Target {
  readonly id: string | null;
  readonly of: string | null;
}

/** Finds what a link leads to, for a reader that sees only what the user may see. */
type Find = (reader: Reader, id: string) => Promise<readonly Target[]>;

interface Leads {
  readonly page: LinkedPageName;
  readonly find: Find;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const alone: Find = () => Promise.resolve([{ id: null, of: null }]);
const itself: Find = (_, id) => Promise.resolve([{ id, of: null }]);

const packageOf: Leads = {
  page: 'package',
  find: (reader, id) => reader.query<Target>('SELECT id, NULL::uuid AS of FROM package WHERE id = $1', [id]),
};
const packageOfAward: Leads = {
  page: 'package',
  find: (reader, id) =>
    reader.query<Target>('SELECT package_id AS id, NULL::uuid AS of FROM award WHERE id = $1', [id]),
};
const restriction: Leads = {
  page: 'restriction',
  find: (reader, id) =>
    reader.query<Target>('SELECT id, NULL::uuid AS of FROM restriction WHERE id = $1', [id]),
};
const account: Leads = { page: 'account', find: alone };

/** Where a link to each type of subject leads the staff of an authority. */
const FOR_STAFF: Readonly<Record<string, Leads>> = {
  package: packageOf,
  award: packageOfAward,
  broadcast: {
    page: 'broadcast',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM broadcast WHERE id = $1', [id]),
  },
  invitation: {
    page: 'broadcast',
    find: (reader, id) =>
      reader.query<Target>('SELECT broadcast_id AS id, NULL::uuid AS of FROM invitation WHERE id = $1', [id]),
  },
  placement: {
    page: 'package',
    find: (reader, id) =>
      reader.query<Target>('SELECT package_id AS id, NULL::uuid AS of FROM placement WHERE id = $1', [id]),
  },
  variation_request: {
    page: 'package',
    find: (reader, id) =>
      reader.query<Target>('SELECT package_id AS id, NULL::uuid AS of FROM variation_request WHERE id = $1', [
        id,
      ]),
  },
  restriction,
  contest: {
    page: 'restriction',
    find: (reader, id) =>
      reader.query<Target>(
        'SELECT restriction_id AS id, NULL::uuid AS of FROM restriction_contest WHERE id = $1',
        [id],
      ),
  },
  report: {
    page: 'restriction',
    find: (reader, id) =>
      reader.query<Target>('SELECT restriction_id AS id, NULL::uuid AS of FROM branch_report WHERE id = $1', [
        id,
      ]),
  },
  reallocation: {
    page: 'reallocation',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM reallocation WHERE id = $1', [id]),
  },
  hand_back: {
    page: 'reallocation',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM reallocation WHERE hand_back_id = $1 LIMIT 1', [
        id,
      ]),
  },
  case: {
    page: 'case',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, reallocation_id AS of FROM reallocation_case WHERE id = $1', [id]),
  },
  care_list: { page: 'cut_over', find: alone },
  care_dispute: { page: 'cut_over', find: alone },
  care_difference: { page: 'cut_over', find: alone },
  concern: { page: 'board', find: alone },
  contract: {
    page: 'contract',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM contract WHERE id = $1', [id]),
  },
  subcontract: {
    page: 'subcontract',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM subcontract WHERE id = $1', [id]),
  },
  contract_check: {
    page: 'branch',
    find: (reader, id) =>
      reader.query<Target>('SELECT branch_id AS id, NULL::uuid AS of FROM contract_check WHERE id = $1', [
        id,
      ]),
  },
  branch: {
    page: 'branch',
    find: (reader, id) => reader.query<Target>('SELECT id, NULL::uuid AS of FROM branch WHERE id = $1', [id]),
  },
  absence: { page: 'absences', find: alone },
  user: account,
};

/** Where a link to each type of subject leads a user of a provider. */
const FOR_PROVIDER: Readonly<Record<string, Leads>> = {
  invitation: {
    page: 'invitation',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM invitation WHERE id = $1', [id]),
  },
  offer: {
    page: 'invitation',
    find: (reader, id) =>
      reader.query<Target>('SELECT invitation_id AS id, NULL::uuid AS of FROM offer WHERE id = $1', [id]),
  },
  award: {
    page: 'awaited_start',
    find: (reader, id) =>
      reader.query<Target>(
        `SELECT id, NULL::uuid AS of FROM award WHERE id = $1 AND status = 'awaiting_start'`,
        [id],
      ),
  },
  placement: {
    page: 'own_placement',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM placement WHERE id = $1', [id]),
  },
  variation_request: {
    page: 'own_placement',
    find: (reader, id) =>
      reader.query<Target>(
        'SELECT placement_id AS id, NULL::uuid AS of FROM variation_request WHERE id = $1',
        [id],
      ),
  },
  restriction: { page: 'standing', find: alone },
  contest: { page: 'standing', find: alone },
  report: {
    page: 'update',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM branch_report WHERE id = $1', [id]),
  },
  capacity: { page: 'capacity', find: alone },
  branch: {
    page: 'skills',
    find: (reader, id) =>
      reader.query<Target>(
        'SELECT id, NULL::uuid AS of FROM branch WHERE id = $1 AND provider_id = (SELECT tenant_provider())',
        [id],
      ),
  },
  care_list: {
    page: 'care_list',
    find: (reader, id) =>
      reader.query<Target>('SELECT id, NULL::uuid AS of FROM care_list WHERE id = $1', [id]),
  },
  care_dispute: {
    page: 'care_list',
    find: (reader, id) =>
      reader.query<Target>('SELECT care_list_id AS id, NULL::uuid AS of FROM care_dispute WHERE id = $1', [
        id,
      ]),
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

/** Says where the link of a message leads. The target is null if this user may not see it, or if it is not there. */
export async function linkTarget(
  reader: Reader,
  actor: Actor,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<LinkTarget> {
  const all = leadsOf(actor);
  const leads = Object.hasOwn(all, type) ? all[type] : undefined;
  const isPlain = type === 'capacity' || type === 'branch';
  if (!leads || (!isPlain && !UUID.test(id))) return { target: null };
  const [found] = await leads.find(reader, id);
  const target: LinkedPage | null = found ? { page: leads.page, ...found } : null;
  return { target };
}
