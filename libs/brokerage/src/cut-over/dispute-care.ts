import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { CareDisputeView, DisputeKind, DisputeOutcome } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import { addWorkingMinutes } from '#domain/time/working-time';
import { disputeFaults } from '#domain/cut-over/dispute-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { insertRows } from '#platform/database/insert-rows';
import type { Tx } from '#platform/database/database';
import { updateRow } from '#platform/database/update-row';
import { found, providerUser, staff } from '../access/scope.js';
import { digestRecord } from '../digests/digest-records.js';
import { CareDisputeEntity } from '../rows/cut-over.entity.js';
import { disputeIn } from './care-lists.queries.js';
import { lockCareList } from './steps/lock-care-list.js';
import { ownerOfCutOver } from './steps/owner-of-cut-over.js';

export interface DisputeCareCommand {
  readonly careListId: string;
  readonly kind: DisputeKind;
  readonly placementId?: string | null | undefined;
  readonly claimedMinutes?: number | null | undefined;
  readonly note: string;
}

export interface SettleDisputeCommand {
  readonly disputeId: string;
  readonly outcome: DisputeOutcome;
  readonly answer: string;
}

/** Two working days of ten hours. */
const ANSWER_WITHIN_MINUTES = 1_200;

/**
 * Lets a provider say what is wrong on the list of its branch, and a commissioner answer (docs/rules.md §7.5). A dispute is
 * open work of the commissioner who imported the care, and has a due time.
 */
@Injectable()
export class DisputeCare {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `care_list_not_found`, `cut_over_finished`; `care_dispute_invalid` with every fault;
   * `placement_not_found` for care that is not on the list; `care_dispute_already_open`
   */
  raise(caller: Caller, command: DisputeCareCommand): Promise<CareDisputeView> {
    const { userId, providerId } = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'dispute-care',
      command,
      async (act) => {
        const { tx } = act;
        const { careListId, kind, placementId = null, claimedMinutes = null, note } = command;
        const { authorityId, branchId } = await lockCareList(tx, careListId, { providerId });
        const faults = disputeFaults({ kind, placementId, claimedMinutes });
        if (faults.length > 0) throw new DomainError('care_dispute_invalid', { faults });
        if (placementId !== null) await assertOnList(tx, { authorityId, branchId, placementId });
        const now = this.clock.now();
        const dispute: CareDisputeEntity = {
          id: uuid(),
          ...{ authorityId, careListId, branchId, kind, placementId, claimedMinutes, note },
          raisedAt: now,
          raisedBy: userId,
          ownerId: await ownerOfCutOver(tx, authorityId, now),
          dueAt: addWorkingMinutes(now, ANSWER_WITHIN_MINUTES),
          ...{ settledAt: null, settledBy: null, outcome: null, answer: null },
        };
        await refusedBy({ uq_care_dispute_open: 'care_dispute_already_open' }, () =>
          insertRows(tx, CareDisputeEntity, dispute),
        );
        await act.log(
          'care_dispute.raised',
          { disputeId: dispute.id, careListId, branchId, kind },
          { authorityId, providerIds: [providerId], at: now },
        );
        return found(await disputeIn(tx, dispute.id), 'care_dispute_not_found');
      },
      { enter: { kind: 'care_list', id: command.careListId } },
    );
  }

  /** @throws DomainError `care_dispute_not_found`, `already_settled`, `cut_over_finished` */
  settle(caller: Caller, command: SettleDisputeCommand): Promise<CareDisputeView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'settle-dispute', command, async (act) => {
      const { tx } = act;
      const { disputeId, outcome, answer } = command;
      const seen = found(
        await tx.findOneBy(CareDisputeEntity, { id: disputeId, authorityId }),
        'care_dispute_not_found',
      );
      const {
        id: careListId,
        branchId,
        providerId,
      } = await lockCareList(tx, seen.careListId, { authorityId });
      const dispute = await tx.findOneByOrFail(CareDisputeEntity, { id: disputeId });
      if (dispute.settledAt !== null) throw new DomainError('already_settled');
      const now = this.clock.now();
      await updateRow(tx, CareDisputeEntity, disputeId, {
        settledAt: now,
        settledBy: userId,
        outcome,
        answer,
      });
      await act.log(
        'care_dispute.settled',
        {
          ...(await digestRecord(tx, 'dispute_answer', disputeId)),
          disputeId,
          careListId,
          branchId,
          outcome,
        },
        { authorityId, providerIds: [providerId], at: now },
      );
      return found(await disputeIn(tx, disputeId), 'care_dispute_not_found');
    });
  }
}

/** @throws DomainError `placement_not_found` */
async function assertOnList(
  tx: Tx,
  { authorityId, branchId, placementId }: { authorityId: string; branchId: string; placementId: string },
): Promise<void> {
  const [row] = await tx.query(
    `SELECT 1 FROM placement WHERE id = $1 AND authority_id = $2 AND delivering_branch_id = $3 AND status = 'live'`,
    [placementId, authorityId, branchId],
  );
  found(row, 'placement_not_found');
}
