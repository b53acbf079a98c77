import type { Actor } from '#contracts/roles-and-actors';
import { SYSTEM } from '#contracts/roles-and-actors';

/** The user or system for which an act runs, and the request's idempotency key, if any. */
export interface Caller<A extends Actor = Actor> {
  readonly actor: A;
  readonly requestKey?: string | undefined;
}

export const SYSTEM_CALLER: Caller = { actor: SYSTEM };

export const userIdOf = (actor: Actor): string | null => (actor.kind === 'system' ? null : actor.userId);
