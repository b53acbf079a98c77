import { DomainError } from './domain-error.js';

/** A lifecycle table. For each status, lists the allowed changes and the status after each change. */
export type Life<S extends string, M extends string> = Readonly<Record<S, Readonly<Partial<Record<M, S>>>>>;

/**
 * Returns the status that a change leads to.
 *
 * @throws DomainError `move_not_allowed` if the lifecycle does not allow the change in the given status
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

/**
 * Returns every status that can be reached from a status by any number of changes. Includes the first status.
 */
export function reachable<S extends string, M extends string>(
  life: Life<S, M>,
  from: NoInfer<S>,
): ReadonlySet<S> {
  const found = new Set<S>([from]);
  // The loop also visits statuses that are added during the loop, so it finds all reachable statuses.
  for (const status of found)
    for (const to of Object.values<S | undefined>(life[status])) if (to) found.add(to);
  return found;
}
