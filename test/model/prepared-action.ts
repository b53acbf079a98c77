import type { Caller } from '#platform/acts/caller';
import type { SmallAuthority } from './small-authority.js';

/**
 * Four small random numbers, which select the rows and the values of an action. Every action has exactly
 * four, so that fast-check can draw and shrink all actions in the same way.
 */
export type Draw = readonly [number, number, number, number];

/**
 * An action of the model test that is ready to run. Its rows were read earlier and may have changed since
 * then.
 */
export type PreparedAction = (field: SmallAuthority) => Promise<unknown>;

/** Reads the rows that an action needs, and returns the action. Returns null if no row is suitable. */
export type Prepare = (field: SmallAuthority, draw: Draw) => Promise<PreparedAction | null>;

/** Sends one command twice at once with one idempotency key, as an impatient client would. */
export function twiceAtOnce<T>(
  field: SmallAuthority,
  caller: Caller,
  act: (caller: Caller) => Promise<T>,
): Promise<readonly PromiseSettledResult<T>[]> {
  const once = { ...caller, requestKey: field.world.aKey() };
  return Promise.allSettled([act(once), act(once)]);
}
