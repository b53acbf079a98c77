import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { signedInUser } from '../access/scope.js';
import { revokeSessions } from './steps/revoke-sessions.js';

/** Ends every session of the user, including the current one. Machine keys stay valid. */
@Injectable()
export class SignOutEverywhere {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(caller: Caller): Promise<void> {
    const { actor } = caller;
    const { userId, authorityId, providerId } = signedInUser(actor);
    return this.acts.run(caller, 'sign-out-everywhere', {}, async (act) => {
      await revokeSessions(act, { userId, authorityId, providerId, keepsKeys: true, now: this.clock.now() });
    });
  }
}
