import type { Page, PageRequest } from '#contracts/list-page';
import type {
  CaseStatus,
  CaseView,
  LotTransfers,
  ReallocationStatus,
  ReallocationView,
  UntouchedCareView,
} from '#contracts/reallocations';
import { CASE_STATUSES } from '#contracts/reallocations';
import { caseIsOpen } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { recordersOfDeparture } from './recorders.queries.js';
import { isToBeTransferred } from './reallocation-grounds.queries.js';
import { sliceOf, toPage } from '../paging/page.js';

const NONE = CASE_STATUSES.map((status) => `'${status}', 0`).join(', ');

/** SQL for the weekly minutes that the proposed reallocation `r` would transfer. */
const MINUTES_TO_TRANSFER = `(
  SELECT sum(p.weekly_minutes) FROM placement p
  WHERE p.authority_id = r.authority_id AND p.delivering_branch_id = r.branch_id
    AND (cardinality(r.lot_ids) = 0 OR p.lot_id = ANY(r.lot_ids)) AND ${isToBeTransferred('r.id')})`;

const REALLOCATION_VIEW = `
  SELECT r.id, r.branch_id AS "branchId", b.name AS "branchName", r.cause, r.restriction_id AS "restrictionId",
         r.hand_back_id AS "handBackId", r.lot_ids AS "lotIds", r.status, r.urgency, r.pace_per_minute AS "pacePerMinute",
         r.intake_cap AS "intakeCap", r.awarding, coalesce(r.stop_reason, r.reason, r.dismiss_reason) AS reason, r.owner_id AS "ownerId", o.name AS "ownerName", r.decide_by AS "decideBy",
         r.proposed_at AS "proposedAt", r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.leaves_on AS "leavesOn",
         CASE WHEN c.cases ? 'queued' THEN r.next_release_at END AS "nextReleaseAt", jsonb_build_object(${NONE}) || coalesce(c.cases, '{}') AS cases,
         coalesce(CASE WHEN r.status = 'proposed' THEN ${MINUTES_TO_TRANSFER} ELSE c.minutes END, 0)::int AS "weeklyMinutes",
         (SELECT count(*)::int FROM reallocation_untouched u WHERE u.reallocation_id = r.id) AS untouched,
         ARRAY(SELECT u.id FROM (${recordersOfDeparture('r.branch_id')}) d JOIN app_user u ON u.id = d.user_id
               WHERE r.status = 'proposed' AND u.authority_id = r.authority_id ORDER BY u.id) AS "mayNotStart", r.version
  FROM reallocation r
  JOIN branch b ON b.id = r.branch_id
  JOIN app_user o ON o.id = r.owner_id
  LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(status, number) AS cases, sum(minutes) AS minutes
    FROM (SELECT status, count(*) AS number, sum(weekly_minutes) AS minutes
          FROM reallocation_case WHERE authority_id = r.authority_id AND reallocation_id = r.id GROUP BY status) g) c ON true`;

/**
 * Reads a reallocation without checking the tenant. The caller has already checked that the actor may read
 * it.
 */
export async function reallocationView(reader: Reader, id: string): Promise<ReallocationView> {
  const [row]: ReallocationView[] = await reader.views(`${REALLOCATION_VIEW} WHERE r.id = $1`, [id]);
  return found(row, 'reallocation_not_found');
}

/** @throws DomainError `reallocation_not_found` */
export async function reallocationIn(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<ReallocationView> {
  const [row]: ReallocationView[] = await reader.views(
    `${REALLOCATION_VIEW} WHERE r.authority_id = $1 AND r.id = $2`,
    [authorityId, id],
  );
  return found(row, 'reallocation_not_found');
}

/** Lists reallocations, newest first. */
export async function reallocationPage(
  reader: Reader,
  authorityId: string,
  {
    status,
    branchId,
    ...request
  }: PageRequest & { readonly status?: ReallocationStatus; readonly branchId?: string },
): Promise<Page<ReallocationView>> {
  const slice = sliceOf(request);
  const rows: ReallocationView[] = await reader.views(
    `${REALLOCATION_VIEW}
     WHERE r.authority_id = $1 AND ($2::uuid IS NULL OR r.id < $2) AND ($3::text IS NULL OR r.status = $3)
       AND ($4::text IS NULL OR r.branch_id = $4)
     ORDER BY r.id DESC LIMIT $5`,
    [authorityId, slice.after, status ?? null, branchId ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}

const CASE_VIEW = `
  SELECT c.id, c.reallocation_id AS "reallocationId", c.rank, c.placement_id AS "placementId", c.package_id AS "packageId",
         p.reference AS "packageReference", c.person_id AS "personId", p.lot_id AS "lotId", c.time_critical AS "timeCritical",
         c.double_up AS "doubleUp", c.lives_alone AS "livesAlone", c.weekly_minutes AS "weeklyMinutes", c.status,
         b.id AS "broadcastId", a.id AS "awardId", coalesce(n.delivering_branch_id, a.delivering_branch_id) AS "newBranchId",
         nb.name AS "newBranchName", u.name AS "nextActionOwnerName",
         c.new_placement_id AS "newPlacementId", c.keep_cause AS "keepCause", c.reason, c.next_action AS "nextAction",
         c.next_action_owner_id AS "nextActionOwnerId", c.next_action_due_at AS "nextActionDueAt", c.changed_at AS "changedAt"
  FROM reallocation_case c
  JOIN reallocation r ON r.id = c.reallocation_id
  JOIN package p ON p.id = c.package_id
  LEFT JOIN placement n ON n.id = c.new_placement_id
  LEFT JOIN LATERAL (SELECT id FROM broadcast WHERE package_id = c.package_id AND opened_at >= r.started_at
                     ORDER BY round DESC LIMIT 1) b ON true
  LEFT JOIN LATERAL (SELECT id, delivering_branch_id FROM award
                     WHERE broadcast_id = b.id AND status <> 'withdrawn') a ON true
  LEFT JOIN branch nb ON nb.id = coalesce(n.delivering_branch_id, a.delivering_branch_id)
  LEFT JOIN app_user u ON u.id = c.next_action_owner_id`;

/** Reads a case without checking the tenant. The caller has already checked that the actor may read it. */
export async function caseView(reader: Reader, id: string): Promise<CaseView> {
  const [row]: CaseView[] = await reader.views(`${CASE_VIEW} WHERE c.id = $1`, [id]);
  return found(row, 'case_not_found');
}

/** @throws DomainError `case_not_found` */
export async function caseIn(reader: Reader, authorityId: string, id: string): Promise<CaseView> {
  const [row]: CaseView[] = await reader.views(`${CASE_VIEW} WHERE c.authority_id = $1 AND c.id = $2`, [
    authorityId,
    id,
  ]);
  return found(row, 'case_not_found');
}

export interface CasesAsked extends PageRequest {
  readonly status?: CaseStatus;
  /** If set, lists only cases that are unplaced or overdue at this instant. */
  readonly stuckAt?: Date;
}

/** True in SQL for a case `c` that is unplaced, or is overdue at the instant in the parameter. */
const isStuckAt = (instant: string): string =>
  `(c.status = 'unplaced' OR (c.next_action <> 'await_turn' AND c.next_action_due_at < ${instant}))`;

/** Lists the cases of a reallocation, the riskiest first. */
export async function casePage(
  reader: Reader,
  authorityId: string,
  reallocationId: string,
  { status, stuckAt, ...request }: CasesAsked,
): Promise<Page<CaseView>> {
  await reallocationIn(reader, authorityId, reallocationId);
  const slice = sliceOf(request);
  const rows: CaseView[] = await reader.views(
    `${CASE_VIEW}
     WHERE c.authority_id = $1 AND c.reallocation_id = $2 AND ($4::text IS NULL OR c.status = $4)
       AND ($3::uuid IS NULL OR c.rank > (SELECT rank FROM reallocation_case WHERE id = $3 AND reallocation_id = $2))
       AND ($6::timestamptz IS NULL OR ${isStuckAt('$6')})
     ORDER BY c.rank LIMIT $5`,
    [authorityId, reallocationId, slice.after, status ?? null, slice.fetch, stuckAt ?? null],
  );
  return toPage(rows, slice);
}

/** Counts the transfers of a reallocation in each lot, the lots with most open transfers first. */
export async function transfersByLot(
  reader: Reader,
  authorityId: string,
  reallocationId: string,
  now: Date,
): Promise<LotTransfers[]> {
  await reallocationIn(reader, authorityId, reallocationId);
  return reader.views(
    `SELECT p.lot_id AS "lotId", (count(*) FILTER (WHERE NOT ${caseIsOpen('c')}))::int AS closed,
            (count(*) FILTER (WHERE ${caseIsOpen('c')}))::int AS open,
            (count(*) FILTER (WHERE ${isStuckAt('$3')}))::int AS stuck,
            coalesce(sum(c.weekly_minutes) FILTER (WHERE ${caseIsOpen('c')}), 0)::int AS "openMinutes"
     FROM reallocation_case c
     JOIN package p ON p.id = c.package_id
     WHERE c.authority_id = $1 AND c.reallocation_id = $2
     GROUP BY p.lot_id
     ORDER BY open DESC, p.lot_id`,
    [authorityId, reallocationId, now],
  );
}

/**
 * Lists care that other branches deliver under the contracts of the branch that is left. The reallocation
 * does not transfer this care.
 */
export async function untouchedCare(
  reader: Reader,
  authorityId: string,
  reallocationId: string,
): Promise<UntouchedCareView[]> {
  await reallocationIn(reader, authorityId, reallocationId);
  return reader.query(
    `SELECT u.placement_id AS "placementId", p.person_id AS "personId", p.lot_id AS "lotId",
            u.delivering_branch_id AS "deliveringBranchId", u.weekly_minutes AS "weeklyMinutes",
            'delivered_by_another_branch' AS reason
     FROM reallocation_untouched u JOIN placement p ON p.id = u.placement_id
     WHERE u.reallocation_id = $1 ORDER BY u.placement_id`,
    [reallocationId],
  );
}
