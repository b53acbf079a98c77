import type {
  CareDisputeView,
  CareListRow,
  CareListState,
  CareListSummary,
  OwnCareListView,
} from '#contracts/cut-over';
import type { OwnUserView } from '#contracts/identity';
import type { Actor } from '#contracts/roles-and-actors';
import type { Reader } from '#platform/database/database';
import { found, signedInUser } from '../access/scope.js';
import { userView } from '../identity/identity.queries.js';

/** What is on the list of a branch now. */
export interface ListContent {
  readonly branchId: string;
  readonly people: number;
  readonly weeklyMinutes: number;
  readonly digest: string;
}

/**
 * An SQL fragment: the live care that each branch delivers for an authority, with the digest of its content. Care and
 * hours count, so that any change of them asks for a new confirmation.
 */
const contentWhere = (condition: string): string => `
  SELECT p.authority_id, p.delivering_branch_id AS branch_id, count(DISTINCT p.person_id)::int AS people,
         sum(p.weekly_minutes)::int AS weekly_minutes,
         encode(sha256(convert_to(string_agg(p.id || ' ' || p.weekly_minutes, E'\\n' ORDER BY p.id), 'UTF8')), 'hex') AS digest
  FROM placement p WHERE p.status = 'live' AND ${condition} GROUP BY p.authority_id, p.delivering_branch_id`;

/** Without care, a list has the digest of an empty text. */
const EMPTY = `encode(sha256(''), 'hex')`;

/** Reads what is on the list of a branch now. */
export async function listContent(
  reader: Reader,
  authorityId: string,
  branchId: string,
): Promise<ListContent> {
  const [row]: ListContent[] = await reader.query(
    `SELECT $2::text AS "branchId", coalesce(max(c.people), 0) AS people, coalesce(max(c.weekly_minutes), 0) AS "weeklyMinutes",
            coalesce(max(c.digest), ${EMPTY}) AS digest
     FROM (${contentWhere('p.authority_id = $1 AND p.delivering_branch_id = $2')}) c`,
    [authorityId, branchId],
  );
  if (!row) throw new Error('an aggregate has one row');
  return row;
}

const STATE = `
  CASE WHEN l.id IS NULL THEN 'not_asked' WHEN c.branch_id IS NULL THEN 'empty'
       WHEN a.provider_id IS NOT NULL THEN 'confirmed' WHEN a.id IS NOT NULL THEN 'accepted'
       WHEN EXISTS (SELECT 1 FROM care_list_answer o WHERE o.care_list_id = l.id) THEN 'changed'
       ELSE 'asked' END`;

/** Lists the branches that deliver live care or were asked, with the answer to their present list. */
export function careListsOf(reader: Reader, authorityId: string): Promise<CareListSummary[]> {
  return reader.views(
    `WITH c AS MATERIALIZED (${contentWhere('p.authority_id = $1')}),
          l AS MATERIALIZED (SELECT * FROM care_list WHERE authority_id = $1)
     SELECT l.id, b.id AS "branchId", b.name AS "branchName", v.name AS "providerName", coalesce(c.people, 0) AS people,
            coalesce(c.weekly_minutes, 0) AS "weeklyMinutes", coalesce(c.digest, ${EMPTY}) AS digest, ${STATE} AS state,
            l.due_at AS "dueAt", a.answered_at AS "answeredAt", user_name(a.answered_by) AS "answeredBy", a.reason,
            (SELECT count(*)::int FROM care_dispute d WHERE d.care_list_id = l.id AND d.settled_at IS NULL) AS "openDisputes"
     FROM c FULL JOIN l ON l.branch_id = c.branch_id
     JOIN branch b ON b.id = coalesce(c.branch_id, l.branch_id)
     JOIN provider v ON v.id = b.provider_id
     LEFT JOIN care_list_answer a ON a.care_list_id = l.id AND a.digest = c.digest
     ORDER BY b.name, b.id`,
    [authorityId],
  );
}

/** True if the provider must still answer the present list, or a commissioner for it. */
export const isUnanswered = ({ state }: { readonly state: CareListState }): boolean =>
  state === 'asked' || state === 'changed';

/** Lists the lists of a provider's branches. Lists of authorities that are live are over. */
export function ownCareLists(reader: Reader, providerId: string): Promise<OwnCareListView[]> {
  return reader.views(`${OWN_LISTS} ORDER BY h.name, b.name, l.id`, [providerId]);
}

const OWN_LISTS = `
  SELECT l.id, b.id AS "branchId", b.name AS "branchName", h.name AS "authorityName", coalesce(c.people, 0) AS people,
         coalesce(c.weekly_minutes, 0) AS "weeklyMinutes", coalesce(c.digest, ${EMPTY}) AS digest, ${STATE} AS state,
         l.due_at AS "dueAt",
         (SELECT count(*)::int FROM care_dispute d WHERE d.care_list_id = l.id AND d.settled_at IS NULL) AS "openDisputes"
  FROM care_list l
  JOIN branch b ON b.id = l.branch_id AND b.provider_id = $1
  JOIN authority h ON h.id = l.authority_id AND h.stage <> 'live'
  LEFT JOIN (${contentWhere('p.delivering_branch_id = ANY (ARRAY(SELECT id FROM branch WHERE provider_id = $1))')}) c
    ON c.authority_id = l.authority_id AND c.branch_id = l.branch_id
  LEFT JOIN care_list_answer a ON a.care_list_id = l.id AND a.digest = c.digest`;

/**
 * Reads the signed-in user, and whether the user of a provider has lists to confirm: of authorities that are not live.
 *
 * @throws DomainError `user_not_found`
 */
export async function ownUserView(
  reader: Reader,
  actor: Actor,
): Promise<Omit<OwnUserView, 'unreadMessages'>> {
  const user = await userView(reader, signedInUser(actor).userId);
  if (actor.kind !== 'provider') return { ...user, confirmsLists: false };
  const lists = await reader.query(
    `SELECT 1 FROM care_list l JOIN branch b ON b.id = l.branch_id AND b.provider_id = $1
     JOIN authority h ON h.id = l.authority_id AND h.stage <> 'live' LIMIT 1`,
    [actor.providerId],
  );
  return { ...user, confirmsLists: lists.length > 0 };
}

/** Reads one list of a provider's branch. Undefined also for a list of an authority that is live. */
export async function ownCareList(
  reader: Reader,
  providerId: string,
  id: string,
): Promise<OwnCareListView | undefined> {
  const [row]: OwnCareListView[] = await reader.views(`${OWN_LISTS} WHERE l.id = $2`, [providerId, id]);
  return row;
}

/** Lists the people on a list by name. The caller records the read. */
export function careListRows(
  reader: Reader,
  authorityId: string,
  branchId: string,
): Promise<(CareListRow & { readonly personId: string })[]> {
  return reader.views(
    `SELECT p.id AS "placementId", k.reference AS "packageReference", n.given_name AS "givenName",
            n.family_name AS "familyName", n.born_on AS "bornOn", n.postcode, p.weekly_minutes AS "weeklyMinutes",
            p.started_at AS "startedAt", n.id AS "personId"
     FROM placement p JOIN package k ON k.id = p.package_id JOIN person n ON n.id = p.person_id
     WHERE p.authority_id = $1 AND p.delivering_branch_id = $2 AND p.status = 'live'
     ORDER BY n.family_name, n.given_name, p.id`,
    [authorityId, branchId],
  );
}

const DISPUTES = `
  SELECT d.id, d.kind, d.branch_id AS "branchId", b.name AS "branchName", d.placement_id AS "placementId",
         k.id AS "packageId", k.reference AS "packageReference", p.weekly_minutes AS "weeklyMinutes",
         d.claimed_minutes AS "claimedMinutes", d.note, d.raised_at AS "raisedAt", user_name(d.owner_id) AS "ownerName",
         d.due_at AS "dueAt", d.settled_at AS "settledAt", d.outcome, d.answer
  FROM care_dispute d JOIN branch b ON b.id = d.branch_id
  LEFT JOIN placement p ON p.id = d.placement_id LEFT JOIN package k ON k.id = p.package_id`;

const MOST_DISPUTES = 200;

/** Lists the disputes of an authority that are still open, the soonest due first. */
export function openDisputes(reader: Reader, authorityId: string): Promise<CareDisputeView[]> {
  return reader.views(
    `${DISPUTES} WHERE d.authority_id = $1 AND d.settled_at IS NULL ORDER BY d.due_at, d.id LIMIT ${MOST_DISPUTES}`,
    [authorityId],
  );
}

/** Lists what was disputed on a list, newest first. */
export function disputesOfList(reader: Reader, careListId: string): Promise<CareDisputeView[]> {
  return reader.views(`${DISPUTES} WHERE d.care_list_id = $1 ORDER BY d.id DESC LIMIT ${MOST_DISPUTES}`, [
    careListId,
  ]);
}

export async function disputeIn(reader: Reader, id: string): Promise<CareDisputeView | undefined> {
  const [row]: CareDisputeView[] = await reader.views(`${DISPUTES} WHERE d.id = $1`, [id]);
  return row;
}

/** Reads a dispute of an authority. @throws DomainError `care_dispute_not_found` also for one of another authority */
export async function disputeOf(reader: Reader, authorityId: string, id: string): Promise<CareDisputeView> {
  const [row]: CareDisputeView[] = await reader.views(`${DISPUTES} WHERE d.id = $1 AND d.authority_id = $2`, [
    id,
    authorityId,
  ]);
  return found(row, 'care_dispute_not_found');
}
