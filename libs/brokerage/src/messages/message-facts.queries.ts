import { answersAreSealed, restrictionNotOver } from '#domain/rules-in-sql';
import type { SubjectFacts } from '#domain/messages/still-worth';
import type { Reader } from '#platform/database/database';

interface SubjectRef {
  readonly type: string;
  readonly id: string;
}

type FactsOf<Type extends SubjectFacts['type']> = Omit<
  Extract<SubjectFacts, { readonly type: Type }>,
  'type'
> & {
  readonly id: string;
};

/** Finds the facts of several subjects of one type. */
type Load<Type extends SubjectFacts['type']> = (
  reader: Reader,
  ids: readonly string[],
  now: Date,
) => Promise<readonly FactsOf<Type>[]>;

const LOADERS: { readonly [Type in SubjectFacts['type']]: Load<Type> } = {
  invitation: (reader, ids) =>
    reader.query<FactsOf<'invitation'>>(
      `SELECT i.id, i.status, b.status AS "broadcastStatus", b.closes_at AS "closesAt",
              i.status = 'declined' OR EXISTS (SELECT 1 FROM offer o WHERE o.invitation_id = i.id
                AND o.status IN ('standing', 'awarded', 'lost')) AS "hasAnswered"
       FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id WHERE i.id = ANY($1::uuid[])`,
      [ids],
    ),
  award: (reader, ids) =>
    reader.query<FactsOf<'award'>>(
      `SELECT id, status, start_due_at AS "startDueAt", blocked_at IS NOT NULL AS "isBlocked"
       FROM award WHERE id = ANY($1::uuid[])`,
      [ids],
    ),
  report: (reader, ids) =>
    reader.query<FactsOf<'report'>>(
      `SELECT p.id, p.due_at AS "dueAt",
              CASE WHEN p.received_at IS NOT NULL THEN 'received' WHEN p.ended_at IS NOT NULL THEN 'not_owed'
                   WHEN p.overdue_at IS NOT NULL THEN 'overdue' ELSE 'due' END AS status
       FROM branch_report p WHERE p.id = ANY($1::uuid[])`,
      [ids],
    ),
  restriction: (reader, ids, now) =>
    reader.query<FactsOf<'restriction'>>(
      `SELECT r.id, NOT coalesce(${restrictionNotOver('r', '$2::timestamptz')}, false) AS "isOver"
       FROM restriction r WHERE r.id = ANY($1::uuid[])`,
      [ids, now],
    ),
  capacity: (reader, ids) =>
    reader.query<FactsOf<'capacity'>>(
      `SELECT concat(k.branch_id, '/', k.lot_id) AS id, k.declared_at AS "declaredAt"
       FROM capacity k WHERE (k.branch_id, k.lot_id) IN (
         SELECT split_part(s, '/', 1), split_part(s, '/', 2)::uuid FROM unnest($1::text[]) AS s)`,
      [ids],
    ),
  case: (reader, ids) =>
    reader.query<FactsOf<'case'>>('SELECT id, status FROM reallocation_case WHERE id = ANY($1::uuid[])', [
      ids,
    ]),
  reallocation: (reader, ids) =>
    reader.query<FactsOf<'reallocation'>>('SELECT id, status FROM reallocation WHERE id = ANY($1::uuid[])', [
      ids,
    ]),
  hand_back: (reader, ids) =>
    reader.query<FactsOf<'hand_back'>>(
      `SELECT h.id,
              EXISTS (SELECT 1 FROM reallocation r WHERE r.hand_back_id = h.id
                      AND (r.open_cases > 0 OR r.status = 'proposed')) AS "hasOpenCases",
              EXISTS (SELECT 1 FROM reallocation r WHERE r.hand_back_id = h.id) AS "isTransferred"
       FROM hand_back h WHERE h.id = ANY($1::uuid[])`,
      [ids],
    ),
  variation_request: (reader, ids) =>
    reader.query<FactsOf<'variation_request'>>(
      `SELECT id, status = 'requested' AS "isOpen" FROM variation_request WHERE id = ANY($1::uuid[])`,
      [ids],
    ),
  package: (reader, ids) =>
    reader.query<FactsOf<'package'>>(
      `SELECT p.id, p.status NOT IN ('ended', 'withdrawn') AS "isOpen",
              coalesce(p.next_action = 'decide_award', false) OR EXISTS (
                SELECT 1 FROM reallocation_case c WHERE c.package_id = p.id AND c.status = 'deciding')
                AS "isWaitingForDecision"
       FROM package p WHERE p.id = ANY($1::uuid[])`,
      [ids],
    ),
  user: (reader, ids) =>
    reader.query<FactsOf<'user'>>(
      `SELECT u.id, u.entered_at IS NOT NULL AS "hasEntered",
              EXISTS (SELECT 1 FROM link_request r WHERE r.user_id = u.id AND r.new_email IS NOT NULL) AS "wantsEmail"
       FROM app_user u WHERE u.id = ANY($1::uuid[])`,
      [ids],
    ),
};

const isLoaded = (type: string): type is SubjectFacts['type'] => Object.hasOwn(LOADERS, type);

/** Makes the key by which the facts of a subject are found. */
export const subjectKey = ({ type, id }: SubjectRef): string => `${type} ${id}`;

/** Loads the facts of the subjects of messages, with one statement for each type of subject. */
export async function subjectFacts(
  reader: Reader,
  subjects: readonly SubjectRef[],
  now: Date,
): Promise<ReadonlyMap<string, SubjectFacts>> {
  const facts = new Map<string, SubjectFacts>();
  for (const type of new Set(subjects.map((one) => one.type))) {
    if (!isLoaded(type)) continue;
    const ids = [...new Set(subjects.filter((one) => one.type === type).map(({ id }) => id))];
    for (const { id, ...found } of await LOADERS[type](reader, ids, now))
      facts.set(subjectKey({ type, id }), { type, ...found } as SubjectFacts); // each loader answers for its own type
  }
  return facts;
}

/** True while staff may not learn who answered the broadcast of message `alias`. */
export const messageIsSealed = (alias: string): string =>
  `EXISTS (SELECT 1 FROM broadcast b WHERE b.id = ${alias}.broadcast_id AND ${answersAreSealed('b')})`;
