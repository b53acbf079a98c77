import { Injectable } from '@nestjs/common';
import type { CareDifferenceView, DifferenceOutcome } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { findRow } from '#platform/database/find-row';
import { updateRow } from '#platform/database/update-row';
import { found, staff } from '../access/scope.js';
import { digestRecord } from '../digests/digest-records.js';
import { CareDifferenceEntity } from '../rows/cut-over.entity.js';
import { differenceIn } from './reconciliations.queries.js';
import { lockUnfinished } from './steps/lock-cut-over.js';

export interface SettleDifferenceCommand {
  readonly differenceId: string;
  readonly outcome: DifferenceOutcome;
  readonly reason: string;
}

/** Records what became of a difference between the council's own figures and the records (docs/rules.md §7.5). */
@Injectable()
export class SettleDifference {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `care_difference_not_found`, `already_settled`, `cut_over_finished` */
  execute(caller: Caller, command: SettleDifferenceCommand): Promise<CareDifferenceView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'settle-difference', command, async (act) => {
      const { tx } = act;
      const { differenceId, outcome, reason } = command;
      found(
        await tx.findOneBy(CareDifferenceEntity, { id: differenceId, authorityId }),
        'care_difference_not_found',
      );
      await lockUnfinished(tx, authorityId, 'FOR SHARE');
      const row = await findRow(tx, CareDifferenceEntity, { id: differenceId, authorityId }, 'FOR UPDATE');
      const difference = found(row, 'care_difference_not_found');
      if (difference.settledAt !== null) throw new DomainError('already_settled');
      const now = this.clock.now();
      await updateRow(tx, CareDifferenceEntity, differenceId, {
        settledAt: now,
        settledBy: userId,
        outcome,
        reason,
      });
      await act.log(
        'care_difference.settled',
        { ...(await digestRecord(tx, 'difference_outcome', differenceId)), differenceId, outcome },
        { authorityId, at: now },
      );
      return differenceIn(tx, authorityId, differenceId);
    });
  }
}
