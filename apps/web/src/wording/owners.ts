import type { GivenOutcome, WorkKind } from '#contracts/open-work';
import { grouped } from '../formats/quantities.js';

/** The names of the kinds of open work. */
export const WORK_KIND_WORDING: Readonly<Record<WorkKind, string>> = {
  package: 'Package',
  case: 'Transfer',
  variation_request: 'Requested change',
  reallocation: 'Reallocation',
  restriction: 'Restriction',
  contest: 'Contested notice',
  report: 'Report due',
  concern: 'Concern',
  care_dispute: 'Disputed list',
  care_difference: 'Difference in figures',
  contract: 'Contract',
  subcontract: 'Subcontract',
  check: 'Branch check',
};

const tasks = (count: number): string => (count === 1 ? '1 task' : `${grouped(count)} tasks`);

/** Says what came of giving work away: how much was given, and why the rest stayed. */
export function outcomeInWords({ given, kept }: GivenOutcome, to: string): string[] {
  const countOf = (...reasons: readonly string[]): number =>
    kept.filter(({ reason }) => reasons.includes(reason)).length;
  const notAllowed = countOf('owner_not_allowed');
  const changed = countOf('owner_changed', 'work_over', 'work_not_found');
  return [
    given === 0 ? 'No task was given.' : `${tasks(given)} given to ${to}.`,
    ...(notAllowed > 0 ? [`${tasks(notAllowed)} stayed: only a commissioner can own them.`] : []),
    ...(changed > 0 ? [`${tasks(changed)} stayed: finished, or a colleague changed the owner.`] : []),
  ];
}
