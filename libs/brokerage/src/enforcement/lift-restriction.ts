import { Injectable } from '@nestjs/common';
import type { RestrictionView } from '#contracts/restrictions';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { restrictionIn } from '../restrictions/restrictions.queries.js';
import { restrictionNotEnded } from '../restrictions/steps/restriction-not-ended.js';
import { endRestriction } from './steps/end-restriction.js';
import { takeStandingLock } from '../facts/standing-lock.js';

export interface LiftRestrictionCommand {
  readonly restrictionId: string;
  readonly reason: string;
}

/**
 * Ends a restriction now, by decision of the authority that recorded it. The branch is eligible again for
 * later broadcasts.
 */
@Injectable()
export class LiftRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_not_found` also for a restriction that another authority or the provider
   *   recorded; `restriction_ended`
   */
  execute(caller: Caller, command: LiftRestrictionCommand): Promise<RestrictionView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(
      caller,
      'lift-restriction',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const now = this.clock.now();
        const restriction = await restrictionNotEnded(tx, { id: command.restrictionId, authorityId }, now);
        const end = { name: 'restriction.lifted', reason: command.reason, now } as const;
        await endRestriction(act, restriction, end);
        return restrictionIn(tx, authorityId, restriction.id);
      },
      { enter: { kind: 'restriction', id: command.restrictionId } },
    );
  }
}
