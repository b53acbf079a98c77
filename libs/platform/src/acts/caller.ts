import type { Actor } from '#contracts/access';
import { SYSTEM } from '#contracts/access';

/** On whose behalf an act runs, and the key that makes its repetition harmless. */
export interface Caller<A extends Actor = Actor> {
  readonly actor: A;
  readonly requestKey?: string | undefined;
}

export const SYSTEM_CALLER: Caller = { actor: SYSTEM };

export const userIdOf = (actor: Actor): string | null => (actor.kind === 'system' ? null : actor.userId);
