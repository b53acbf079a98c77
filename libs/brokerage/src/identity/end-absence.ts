import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, staff } from '../access/scope.js';
import { AbsenceEntity } from '../rows/team.entity.js';

/**
 * Ends an absence early, or cancels it before it begins. From then on, open work of the user shows as the user's again.
 * Work that the deputy got meanwhile stays the deputy's.
 */
@Injectable()
export class EndAbsence {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `absence_not_found`, also for an absence that is over */
  execute(caller: Caller, command: { readonly absenceId: string }): Promise<void> {
    const { authorityId, userId: byId, role } = staff(caller.actor);
    return this.acts.run(caller, 'end-absence', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const absence = found(
        await tx.findOne(AbsenceEntity, {
          where: { id: command.absenceId, authorityId },
          lock: { mode: 'pessimistic_write' },
        }),
        'absence_not_found',
      );
      const { id: absenceId, userId } = absence;
      if (userId !== byId && role !== 'administrator') throw new DomainError('absence_not_found');
      const isOver = absence.endedAt !== null || absence.lastOn < londonDate(now);
      if (isOver) throw new DomainError('absence_not_found');
      await tx.update(AbsenceEntity, { id: absenceId }, { endedAt: now });
      await act.log('absence.ended', { absenceId, userId }, { authorityId, at: now });
    });
  }
}
