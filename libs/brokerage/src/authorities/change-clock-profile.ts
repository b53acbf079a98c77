import { Injectable } from '@nestjs/common';
import type { ClockProfile, ClockProfileView } from '#contracts/lots';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { EventLog } from '#platform/log/event-log';
import { assertVersion, authorityOf } from '../access/scope.js';
import { clockProfiles } from './authorities.queries.js';
import { ClockProfileEntity } from './clock-profile.entity.js';

export interface ChangeClockProfileCommand extends ClockProfile {
  readonly version: number;
}

/** Changes how fast an urgency asks for an answer and for care; broadcasts that are open keep their deadlines. */
@Injectable()
export class ChangeClockProfile {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  /** @throws DomainError `version_stale` */
  execute(caller: Caller, command: ChangeClockProfileCommand): Promise<ClockProfileView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-clock-profile', command, async (tx) => {
      const { version: expected, ...profile } = command;
      await tx.lock('SELECT 1 FROM authority WHERE id = $1 FOR NO KEY UPDATE', [authorityId]);
      const now = await clockProfiles(tx, authorityId);
      const version = now.find(({ urgency }) => urgency === profile.urgency)?.version ?? 1;
      assertVersion(version, expected);

      const changed = { ...profile, version: version + 1 };
      await tx.upsert(ClockProfileEntity, { authorityId, ...changed }, ['authorityId', 'urgency']);
      await this.eventLog.append(tx, caller.actor, {
        name: 'clock_profile.changed',
        authorityId,
        subject: { type: 'clock_profile', id: profile.urgency },
        at: this.clock.now(),
        payload: { urgency: profile.urgency },
      });
      return changed;
    });
  }
}
