import type { Caller } from '#platform/acts/caller';
import type { SmallAuthority } from './small-authority.js';

/**
 * Four small numbers that select the items and the parameters of an action. fast-check draws and shrinks all
 * actions in the same way.
 */
export type Draw = readonly [number, number, number, number];

/** A prepared action. The items that it affects were read before and may have changed meanwhile. */
export type PreparedAction = (field: SmallAuthority) => Promise<unknown>;

/**
 * Reads the items that an action needs and returns the action. Returns null if there is nothing to act on.
 */
export type Prepare = (field: SmallAuthority, draw: Draw) => Promise<PreparedAction | null>;

/** Sends the same command twice at the same moment with one idempotency key, as an impatient client does. */
export function twiceAtOnce<T>(
  field: SmallAuthority,
  caller: Caller,
  act: (caller: Caller) => Promise<T>,
): Promise<readonly PromiseSettledResult<T>[]> {
  const once = { ...caller, requestKey: field.world.aKey() };
  return Promise.allSettled([act(once), act(once)]);
}
