import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import type { RestrictionView } from '#contracts/restrictions';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { providerOf } from '../access/scope.js';
import { BranchEntity } from '../rows/provider.entity.js';
import type { LiftRestrictionCommand } from './lift-restriction.js';
import { restrictionView } from '../restrictions/restrictions.queries.js';
import { restrictionNotEnded } from '../restrictions/steps/restriction-not-ended.js';
import { endRestriction } from './steps/end-restriction.js';
import { takeStandingLock } from '../facts/standing-lock.js';

/**
 * Ends the pause that a provider put on its own branch. The branch is eligible again for later broadcasts.
 */
@Injectable()
export class ResumeBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_not_found` also for a restriction that an authority recorded;
   *   `restriction_ended`
   */
  execute(caller: Caller, command: LiftRestrictionCommand): Promise<RestrictionView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(
      caller,
      'resume-branch',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const now = this.clock.now();
        const branches = await tx.findBy(BranchEntity, { providerId });
        const own = {
          branchId: In(branches.map(({ id }) => id)),
          source: 'provider',
          authorityId: IsNull(),
        } as const;
        const restriction = await restrictionNotEnded(tx, { id: command.restrictionId, ...own }, now);
        const end = { name: 'restriction.lifted', reason: command.reason, now } as const;
        await endRestriction(act, restriction, end);
        return restrictionView(tx, restriction.id);
      },
      { enter: { kind: 'restriction', id: command.restrictionId } },
    );
  }
}
