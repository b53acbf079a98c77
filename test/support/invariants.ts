import { CARE_WITHOUT_GAP, CASES_ARE_KEPT, careHasNoGap } from './invariants/care-without-gap.js';
import { CAPACITY_HOLDS, capacityHolds } from './invariants/capacity-holds.js';
import { DECISIONS_STAND, decisionsStand, MADE_AGAIN } from './invariants/decisions-stand.js';
import { LOG_IS_WHOLE, logIsWhole } from './invariants/log-is-whole.js';
import { REALLOCATION_SETTINGS, reallocationSettingsHold } from './invariants/reallocation-settings.js';
import { NOTHING_FORGOTTEN, NOTHING_OVERDUE, nothingForgotten } from './invariants/pending-work.js';
import { CONSISTENT_ROWS, rowsAreConsistent } from './invariants/consistent-rows.js';
import { REGISTRATION_HOLDS, registrationHolds } from './invariants/registration-holds.js';
import { RESTRICTIONS_HOLD, restrictionsHold } from './invariants/restrictions-hold.js';
import type { Ask, Violation } from './invariants/violation.js';

/**
 * Checks all invariants of docs/rules.md §5 and §6 and returns the violations. Its SQL is independent of the
 * product's SQL.
 *
 * Skips the frozen decisions of broadcasts in `seen`, because earlier calls have checked them.
 */
export async function violations(ask: Ask, now: Date, seen?: Set<string>): Promise<Violation[]> {
  const found = await Promise.all([
    rowsAreConsistent(ask),
    capacityHolds(ask),
    restrictionsHold(ask, now),
    registrationHolds(ask),
    decisionsStand(ask, seen),
    logIsWhole(ask),
    careHasNoGap(ask, now),
    reallocationSettingsHold(ask),
    nothingForgotten(ask, now),
  ]);
  return found.flat();
}

/** The sentences that describe all possible violations, including overdue work. */
export const NAMED: readonly string[] = [
  ...[CONSISTENT_ROWS, CAPACITY_HOLDS, RESTRICTIONS_HOLD, REGISTRATION_HOLDS, DECISIONS_STAND, LOG_IS_WHOLE],
  ...[CARE_WITHOUT_GAP, CASES_ARE_KEPT, REALLOCATION_SETTINGS, NOTHING_FORGOTTEN, NOTHING_OVERDUE],
]
  .flatMap((checks) => checks.map(({ what }) => what))
  .concat(MADE_AGAIN);
