import { Injectable } from '@nestjs/common';
import type { VariationView } from '#contracts/placements';
import type { Visit } from '#contracts/visits';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, authorityOf } from '../access/scope.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { lockLivePlacement } from './steps/lock-placement.js';
import { makeVariation } from './steps/make-variation.js';

export interface VaryPlacementCommand {
  readonly placementId: string;
  readonly version: number;
  readonly visits: readonly Visit[];
  readonly reason: string;
}

/**
 * Changes the visits of live care at once. Every restriction in force must allow an increase, and an increase
 * takes spare capacity from the branch.
 */
@Injectable()
export class VaryPlacement {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `package_invalid`, `nothing_to_change`, `variation_refused` with every rule that
   * failed
   */
  execute(caller: Caller, command: VaryPlacementCommand): Promise<VariationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'vary-placement', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      const locked = await lockLivePlacement(tx, command.placementId, { authorityId });
      assertVersion(locked.placement.version, command.version);
      const { visits, reason } = command;
      const varying = { visits, reason, now: this.clock.now() };
      const variation = await makeVariation(act, locked, varying);
      const { id, placementId, fromMinutes, toMinutes, at, checks } = variation;
      return { id, placementId, fromMinutes, toMinutes, reason, at: at.toISOString(), checks };
    });
  }
}
