import { DomainError } from './domain-error.js';

/** A lifecycle: for each status, where each move leads. What is not in the table cannot happen. */
export type Life<S extends string, M extends string> = Readonly<Record<S, Readonly<Partial<Record<M, S>>>>>;

/** The status that a move leads to; a move that the table does not have is refused (`move_not_allowed`). */
export function nextStatus<S extends string, M extends string>(
  life: Life<S, M>,
  from: NoInfer<S>,
  by: NoInfer<M>,
): S {
  const to = life[from][by];
  if (to === undefined) throw new DomainError('move_not_allowed', { from, move: by });
  return to;
}

/** Every status that moves can lead to from here, itself included. */
export function reachable<S extends string, M extends string>(
  life: Life<S, M>,
  from: NoInfer<S>,
): ReadonlySet<S> {
  const found = new Set<S>([from]);
  // A set hands out what is added to it while it is walked, so this ends when nothing new turns up.
  for (const status of found)
    for (const to of Object.values<S | undefined>(life[status])) if (to) found.add(to);
  return found;
}
