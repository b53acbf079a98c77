import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { RestrictionEntity } from '../rows/restriction.entity.js';
import { endRestriction } from './steps/end-restriction.js';
import { takeStandingLock } from '../facts/standing-lock.js';

/**
 * Logs once that a restriction has reached its end. The restriction stops binding at its end, even if this
 * act runs late.
 */
@Injectable()
export class ExpireRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly restrictionId: string }): Promise<'expired' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'expire-restriction',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const restriction = await tx.findOneBy(RestrictionEntity, { id: command.restrictionId });
        const now = this.clock.now();
        const isDue = restriction !== null && restriction.toAt !== null && restriction.toAt <= now;
        if (!isDue || restriction.liftedAt !== null || restriction.expiredAt !== null) return 'nothing_due';
        const end = { name: 'restriction.expired', now } as const;
        await endRestriction(act, restriction, end);
        return 'expired';
      },
      { enter: { kind: 'restriction', id: command.restrictionId } },
    );
  }
}
