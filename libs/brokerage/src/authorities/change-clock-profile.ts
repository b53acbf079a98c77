import { Injectable } from '@nestjs/common';
import type { ClockProfile, ClockProfileView } from '#contracts/lots';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, authorityOf } from '../access/scope.js';
import { clockProfiles } from './authorities.queries.js';
import { ClockProfileEntity } from '../rows/authority.entity.js';

export interface ChangeClockProfileCommand extends ClockProfile {
  readonly version: number;
}

/**
 * Changes an authority's time limits for packages of one urgency. The limits concern offers and the start of
 * care. Open broadcasts keep their deadlines.
 */
@Injectable()
export class ChangeClockProfile {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `version_stale` */
  execute(caller: Caller, command: ChangeClockProfileCommand): Promise<ClockProfileView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-clock-profile', command, async (act) => {
      const { tx } = act;
      const { version: expected, ...profile } = command;
      await tx.lock('SELECT 1 FROM authority WHERE id = $1 FOR NO KEY UPDATE', [authorityId]);
      const now = await clockProfiles(tx, authorityId);
      const version = now.find(({ urgency }) => urgency === profile.urgency)?.version ?? 1;
      assertVersion(version, expected);

      const changed = { ...profile, version: version + 1 };
      await tx.upsert(ClockProfileEntity, { authorityId, ...changed }, ['authorityId', 'urgency']);
      await act.log(
        'clock_profile.changed',
        { urgency: profile.urgency },
        { authorityId, at: this.clock.now() },
      );
      return changed;
    });
  }
}
