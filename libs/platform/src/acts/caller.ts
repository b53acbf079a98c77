import type { Actor } from '#contracts/roles-and-actors';
import { SYSTEM } from '#contracts/roles-and-actors';

/** The user or system for which an act runs, with the idempotency key of the request if it has one. */
export interface Caller<A extends Actor = Actor> {
  readonly actor: A;
  readonly requestKey?: string | undefined;
}

export const SYSTEM_CALLER: Caller = { actor: SYSTEM };

export const userIdOf = (actor: Actor): string | null => (actor.kind === 'system' ? null : actor.userId);
