import type { LotView } from '#contracts/lots';
import type { PlacementView } from '#contracts/placements';
import { CASE_STATUSES, type CaseView, type ReallocationView } from '#contracts/reallocations';
import type { PermissionView, RestrictionView } from '#contracts/restrictions';

export const REALLOCATION_ID = '01900000-0000-7000-8000-0000000000a1';
export const CASE_ID = '01900000-0000-7000-8000-0000000000a2';
export const RESTRICTION_ID = '01900000-0000-7000-8000-0000000000a3';
export const LOT_ID = '01900000-0000-7000-8000-0000000000a4';
export const PLACEMENT_ID = '01900000-0000-7000-8000-0000000000a5';
export const CONDITION_ID = '01900000-0000-7000-8000-0000000000a6';
export const PERMISSION_ID = '01900000-0000-7000-8000-0000000000a7';
export const PACKAGE_ID = '01900000-0000-7000-8000-0000000000a8';
export const PERSON_ID = '01900000-0000-7000-8000-0000000000a9';

const BRANCH = { branchId: '1-100000001', branchName: "O'Brien <b> Care 李" };
const OWNER = { ownerId: '01900000-0000-7000-8000-0000000000b1', ownerName: "Siân O'Neil" };

export const LOTS: readonly Partial<LotView>[] = [{ id: LOT_ID, code: 'CH1', name: 'Charnwood North' }];

/**
 * Builds a running reallocation that started half an hour ago. The console's clock in tests is 09:00 on 15
 * January 2026.
 */
export function aReallocation(
  given: Partial<ReallocationView> = {},
  cases: Partial<ReallocationView['cases']> = { broadcast: 1, unplaced: 1 },
): ReallocationView {
  return {
    ...BRANCH,
    ...OWNER,
    id: REALLOCATION_ID,
    cause: 'suspension',
    restrictionId: RESTRICTION_ID,
    handBackId: null,
    lotIds: [],
    status: 'running',
    reason: 'Unsafe <i>',
    decideBy: '2026-01-15T10:00:00.000Z',
    proposedAt: '2026-01-15T08:00:00.000Z',
    startedAt: '2026-01-15T08:30:00.000Z',
    finishedAt: null,
    leavesOn: null,
    nextReleaseAt: null,
    cases: {
      ...(Object.fromEntries(CASE_STATUSES.map((status) => [status, 0])) as ReallocationView['cases']),
      ...cases,
    },
    weeklyMinutes: 1_050,
    untouched: 0,
    mayNotStart: [],
    version: 3,
    urgency: 'urgent',
    pacePerMinute: 50,
    intakeCap: null,
    awarding: 'officer',
    ...given,
  };
}

/** Builds a case of a reallocation with an open broadcast, which takes offers until 12:00. */
export function aCase(given: Partial<CaseView> = {}): CaseView {
  return {
    id: CASE_ID,
    reallocationId: REALLOCATION_ID,
    rank: 1,
    placementId: PLACEMENT_ID,
    packageId: PACKAGE_ID,
    packageReference: 'HW-000042',
    personId: PERSON_ID,
    lotId: LOT_ID,
    status: 'broadcast',
    timeCritical: true,
    doubleUp: false,
    livesAlone: true,
    weeklyMinutes: 525,
    broadcastId: null,
    awardId: null,
    newBranchId: null,
    newBranchName: null,
    newPlacementId: null,
    keepCause: null,
    reason: null,
    nextAction: 'await_offers',
    nextActionOwnerId: OWNER.ownerId,
    nextActionOwnerName: OWNER.ownerName,
    nextActionDueAt: '2026-01-15T12:00:00.000Z',
    changedAt: '2026-01-15T08:31:00.000Z',
    ...given,
  };
}

export const A_PLACEMENT: Partial<PlacementView> = { id: PLACEMENT_ID, packageId: PACKAGE_ID, version: 7 };

/** Builds a restriction that took effect yesterday, with a growth limit of 3.5 hours. */
export function aRestriction(given: Partial<RestrictionView> = {}): RestrictionView {
  return {
    ...BRANCH,
    ...OWNER,
    id: RESTRICTION_ID,
    source: 'cqc',
    reference: 'W-1 <b>',
    evidence: 'Inspection',
    documentId: null,
    reason: "O'Brien <b> 李",
    from: '2026-01-14T09:00:00.000Z',
    to: null,
    lotIds: [],
    conditions: [{ id: CONDITION_ID, kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }],
    recordedAt: '2026-01-14T09:00:00.000Z',
    recordedBy: OWNER.ownerId,
    recordedByAuthority: 'Rutland',
    liftedAt: null,
    liftReason: null,
    expiredAt: null,
    contests: [],
    version: 1,
    ...given,
  };
}

export function aPermission(given: Partial<PermissionView> = {}): PermissionView {
  return {
    id: PERMISSION_ID,
    conditionId: CONDITION_ID,
    personId: null,
    packageId: PACKAGE_ID,
    subjectReference: 'HW-000042',
    minutes: 60,
    until: '2026-02-01T09:00:00.000Z',
    reference: 'A-1',
    evidence: 'Letter <b>',
    documentId: null,
    recordedAt: '2026-01-14T10:00:00.000Z',
    recordedBy: OWNER.ownerId,
    usedAt: null,
    withdrawnAt: null,
    ...given,
  };
}
