import type { Caller } from '#platform/acts/caller';
import type { Field } from './field.js';

/** Four small numbers say whom and what an action is about, so that any action can be drawn and shrunk alike. */
export type Draw = readonly [number, number, number, number];

/** Something that somebody is about to do; what it is about has been read, and may change meanwhile. */
export type Doing = (field: Field) => Promise<unknown>;

/** Reads what there is and says what is to be done about it; null where there is nothing to do it to. */
export type Prepare = (field: Field, draw: Draw) => Promise<Doing | null>;

/** Sometimes the same command is sent twice at the same moment, as an impatient client does. */
export function twiceAtOnce<T>(
  field: Field,
  caller: Caller,
  act: (caller: Caller) => Promise<T>,
): Promise<readonly PromiseSettledResult<T>[]> {
  const once = { ...caller, requestKey: field.world.aKey() };
  return Promise.allSettled([act(once), act(once)]);
}
