import { Injectable } from '@nestjs/common';
import type { RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, staff } from '../access/scope.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { ContestEntity, RestrictionEntity } from '../rows/restriction.entity.js';
import { restrictionIn } from './restrictions.queries.js';
import { contestEvents } from './steps/contest-events.js';

export interface AnswerContestCommand {
  readonly restrictionId: string;
  readonly contestId: string;
  readonly answer: string;
}

/**
 * Upholds a contested notice, with words for all whom the notice binds. To give way, the authority amends or lifts
 * the notice, which closes the contest too.
 */
@Injectable()
export class AnswerContest {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `contest_not_found` also for another authority's notice; `contest_answered` */
  execute(caller: Caller, command: AnswerContestCommand): Promise<RestrictionView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(
      caller,
      'answer-contest',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const { restrictionId, contestId: id, answer } = command;
        const lock = { mode: 'pessimistic_write' } as const;
        const where = { id, restrictionId, authorityId };
        const contest = found(await tx.findOne(ContestEntity, { where, lock }), 'contest_not_found');
        if (contest.status !== 'open') throw new DomainError('contest_answered');
        const now = this.clock.now();
        const answered = { status: 'upheld', answer, answeredAt: now, answeredBy: userId } as const;
        await tx.update(ContestEntity, { id }, answered);
        const notice = await tx.findOneByOrFail(RestrictionEntity, { id: restrictionId });
        await act.append(...(await contestEvents(tx, notice, contest, now, 'upheld')));
        return restrictionIn(tx, authorityId, restrictionId);
      },
      { enter: { kind: 'restriction', id: command.restrictionId } },
    );
  }
}
