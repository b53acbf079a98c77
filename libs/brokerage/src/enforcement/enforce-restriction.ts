import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { commitWindow } from '../facts/commit-window.js';
import { RestrictionEntity } from '../rows/restriction.entity.js';
import { enforceRestriction } from './steps/withdraw-forbidden-work.js';
import { takeStandingLock } from '../facts/standing-lock.js';

/**
 * Withdraws the invitations, offers and awards that a restriction forbids, once the restriction has started.
 * New awards obey the restriction from its start, even if this act runs late.
 */
@Injectable()
export class EnforceRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly restrictionId: string }): Promise<'enforced' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'enforce-restriction',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const restriction = await tx.findOneBy(RestrictionEntity, { id: command.restrictionId });
        const now = this.clock.now();
        const isDue = restriction?.enforcedAt === null && restriction.fromAt <= commitWindow(now).commitBy;
        if (!isDue || restriction.liftedAt !== null) return 'nothing_due';
        await enforceRestriction(act, restriction, now);
        return 'enforced';
      },
      { enter: { kind: 'restriction', id: command.restrictionId } },
    );
  }
}
