import { DomainError } from '../src/domain-error.js';
import { type Life, nextStatus, reachable } from '../src/lifecycle.js';

/**
 * Defines the tests of a lifecycle table. The tests require that every status can be reached from the first
 * status, and that changes outside the table are refused.
 */
export function testLifecycle<S extends string, M extends string>(life: Life<S, M>, first: NoInfer<S>): void {
  const statuses = Object.keys(life) as S[];
  const moves = [...new Set(statuses.flatMap((status) => Object.keys(life[status])))] as M[];
  const steps = statuses.flatMap((from) => moves.map((by) => ({ from, by, to: life[from][by] })));

  it(`reaches every status from ${first}`, () => {
    expect([...reachable(life, first)].toSorted()).toEqual(statuses.toSorted());
  });

  it.each(steps.filter(({ to }) => to !== undefined))('$from – $by → $to', ({ from, by, to }) => {
    expect(nextStatus(life, from, by)).toBe(to);
  });

  it.each(steps.filter(({ to }) => to === undefined))('$from – $by is refused', ({ from, by }) => {
    expect(() => nextStatus(life, from, by)).toThrow(DomainError);
  });
}

/** Returns the final statuses of a lifecycle, from which no change leads to another status. */
export function finalStatuses<S extends string, M extends string>(life: Life<S, M>): S[] {
  return (Object.keys(life) as S[]).filter((status) => Object.keys(life[status]).length === 0);
}
