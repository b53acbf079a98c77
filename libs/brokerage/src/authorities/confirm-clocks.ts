import { Injectable } from '@nestjs/common';
import type { ClockProfileView } from '#contracts/lots';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { AuthorityEntity } from '../rows/authority.entity.js';
import { clockProfiles } from './authorities.queries.js';

/**
 * Records that a commissioner has looked at the authority's time limits and finds them right (docs/rules.md §7.1). A
 * later confirmation replaces the earlier one.
 */
@Injectable()
export class ConfirmClocks {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(caller: Caller): Promise<ClockProfileView[]> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'confirm-clocks', {}, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      await tx.update(
        AuthorityEntity,
        { id: authorityId },
        { clocksConfirmedAt: now, clocksConfirmedBy: userId },
      );
      await act.log('authority.clocks_confirmed', { authorityId }, { authorityId, at: now });
      return clockProfiles(tx, authorityId);
    });
  }
}
