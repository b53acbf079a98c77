import { DomainError } from './domain-error.js';

/**
 * A lifecycle table: for each status, the changes that are allowed and the status to which each change leads.
 */
export type Life<S extends string, M extends string> = Readonly<Record<S, Readonly<Partial<Record<M, S>>>>>;

/**
 * Returns the status to which a change leads from a status.
 *
 * @throws DomainError `move_not_allowed` if the lifecycle does not allow the change
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
 * Returns every status that can be reached from a status by any number of changes, the status itself
 * included.
 */
export function reachable<S extends string, M extends string>(
  life: Life<S, M>,
  from: NoInfer<S>,
): ReadonlySet<S> {
  const found = new Set<S>([from]);
  // Statuses that are added to the set during the loop are visited too, so the loop ends when no new status
  // is found.
  for (const status of found)
    for (const to of Object.values<S | undefined>(life[status])) if (to) found.add(to);
  return found;
}
