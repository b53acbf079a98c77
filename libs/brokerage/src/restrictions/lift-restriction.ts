import { Injectable } from '@nestjs/common';
import type { RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { authorityOf, found } from '../access/scope.js';
import { BranchEntity } from '../providers/branch.entity.js';
import { RestrictionEntity } from './restriction.entity.js';
import { restrictionIn } from './restrictions.queries.js';
import { authoritiesBound } from './steps/authorities-bound.js';
import { changeStanding } from './steps/standing.js';

export interface LiftRestrictionCommand {
  readonly restrictionId: string;
  readonly reason: string;
}

/** Ends a restriction now; the branch is eligible again for what is broadcast next. */
@Injectable()
export class LiftRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  /** @throws DomainError `restriction_not_found` also for one that another authority recorded; `restriction_ended` */
  execute(caller: Caller, command: LiftRestrictionCommand): Promise<RestrictionView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'lift-restriction', command, async (tx) => {
      await changeStanding(tx);
      const restriction = found(
        await tx.findOneBy(RestrictionEntity, { id: command.restrictionId, authorityId }),
        'restriction_not_found',
      );
      const now = this.clock.now();
      const isOver = restriction.liftedAt !== null || (restriction.toAt !== null && restriction.toAt <= now);
      if (isOver) throw new DomainError('restriction_ended');
      const branch = await tx.findOneByOrFail(BranchEntity, { id: restriction.branchId });
      await tx.update(
        RestrictionEntity,
        { id: restriction.id },
        { liftedAt: now, liftReason: command.reason },
      );
      const events = (await authoritiesBound(tx, restriction)).map((bound, index): NewEvent => ({
        name: 'restriction.lifted',
        authorityId: bound,
        providerIds: index === 0 ? [branch.providerId] : [], // once, however many authorities it binds
        subject: { type: 'restriction', id: restriction.id },
        at: now,
        payload: { restrictionId: restriction.id, branchId: branch.id },
      }));
      await this.eventLog.append(tx, caller.actor, ...events);
      return restrictionIn(tx, authorityId, restriction.id);
    });
  }
}
