import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { signedInUser } from '../access/scope.js';
import { revokeSessions } from './steps/revoke-sessions.js';

/** Ends one of the user's own sessions: the current session (sign-out), or a session on another device. */
@Injectable()
export class RevokeSession {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `session_not_found` also for a session that has ended */
  execute(caller: Caller, command: { readonly sessionId: string }): Promise<void> {
    const { actor } = caller;
    const { userId, authorityId, providerId } = signedInUser(actor);
    return this.acts.run(caller, 'revoke-session', command, async (act) => {
      const { sessionId } = command;
      const now = this.clock.now();
      const ended = await revokeSessions(act, { userId, authorityId, providerId, sessionId, now });
      if (ended === 0) throw new DomainError('session_not_found');
    });
  }
}
