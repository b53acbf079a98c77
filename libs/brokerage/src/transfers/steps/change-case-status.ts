import type { Act } from '#platform/acts/act';
import type { KeepCause } from '#contracts/reallocations';
import { updateRow } from '#platform/database/update-row';
import { nextStatus } from '#domain/lifecycle';
import { CASE_LIFE, type CaseStatusChange, isOver } from '#domain/reallocations/case-lifecycle';
import { caseStep } from '#domain/reallocations/case-next-action';
import type { OpenCase } from '../../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../../rows/reallocation.entity.js';
import { digestRecord, NOTHING_DECIDED } from '../../digests/digest-records.js';
import { finishIfLastCase } from './finish-if-last-case.js';

export interface CaseChanged {
  readonly now: Date;
  /** The owner of the case's next action. If absent, the owner does not change. */
  readonly ownerId?: string | null;
  /**
   * When the next action is due, if the action waits for a broadcast to close or for care to start. Otherwise
   * absent.
   */
  readonly dueAt?: Date | undefined;
  /** The id of the new placement at another branch, if the case has moved the care there. */
  readonly placementId?: string;
  readonly kept?: { readonly cause: KeepCause; readonly reason: string | null };
}

/**
 * Changes the status of a case, and sets its next action with owner and due time. The caller has locked the
 * package.
 */
export async function changeCaseStatus(
  act: Act,
  authorityId: string,
  openCase: OpenCase,
  by: CaseStatusChange,
  { now, ownerId, dueAt, placementId, kept }: CaseChanged,
): Promise<void> {
  const { tx } = act;
  const { id, reallocationId, packageId, clock } = openCase;
  const status = nextStatus(CASE_LIFE, openCase.status, by);
  const step = caseStep(status, ownerId ?? openCase.ownerId, { now, clock, dueAt });
  const changed = {
    status,
    changedAt: now,
    rankingGaveUpAt: null,
    ...step,
    ...(placementId && { newPlacementId: placementId }),
    ...(kept && { keepCause: kept.cause, reason: kept.reason }),
  };
  await updateRow(tx, ReallocationCaseEntity, id, changed);
  const decided = status === 'kept' ? await digestRecord(tx, 'case_kept', id) : NOTHING_DECIDED;
  await act.log(
    'case.changed',
    {
      ...decided,
      caseId: id,
      reallocationId,
      packageId,
      from: openCase.status,
      to: status,
      ownerId: step.nextActionOwnerId,
    },
    { authorityId, at: now },
  );
  if (isOver(status)) await finishIfLastCase(act, reallocationId, now);
}
