import { DomainError } from './domain-error.js';

/**
 * A lifecycle: for each status, the status that each change leads to. A change that is not in the table cannot
 * happen.
 */
export type Life<S extends string, M extends string> = Readonly<Record<S, Readonly<Partial<Record<M, S>>>>>;

/**
 * Returns the status that a change leads to.
 *
 * @throws DomainError `move_not_allowed` if the table does not have the change
 */
export function nextStatus<S extends string, M extends string>(
  life: Life<S, M>,
  from: NoInfer<S>,
  by: NoInfer<M>,
): S {
  const to = life[from][by];
  if (to === undefined) throw new DomainError('move_not_allowed', { from, move: by });
  return to;
}

/** Returns every status that can be reached from a status, itself included. */
export function reachable<S extends string, M extends string>(
  life: Life<S, M>,
  from: NoInfer<S>,
): ReadonlySet<S> {
  const found = new Set<S>([from]);
  // A set iterates over items added during the loop, so the loop ends when no new status is found.
  for (const status of found)
    for (const to of Object.values<S | undefined>(life[status])) if (to) found.add(to);
  return found;
}
