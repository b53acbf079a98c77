/** All that the branch delivers, live and awarded, in weekly minutes. */
export interface BranchHours {
  readonly presentMinutes: number;
  readonly resultingMinutes: number;
}

/**
 * "Total weekly minutes delivered may not pass it" (docs/rules.md §3.4.2): the cap itself is allowed, one minute
 * over is not. A branch that is over already may always do less.
 */
export function exceedsHoursCap(
  { presentMinutes, resultingMinutes }: BranchHours,
  capMinutes: number,
): boolean {
  return resultingMinutes > presentMinutes && resultingMinutes > capMinutes;
}
