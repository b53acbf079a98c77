import { CARE_GOES_ON, CASES_ARE_KEPT, careGoesOn } from './invariants/care-goes-on.js';
import { CAPACITY_HOLDS, capacityHolds } from './invariants/capacity-holds.js';
import { DECISIONS_STAND, decisionsStand, MADE_AGAIN } from './invariants/decisions-stand.js';
import { LOG_IS_WHOLE, logIsWhole } from './invariants/log-is-whole.js';
import { MOVES_ARE_STEERED, movesAreSteered } from './invariants/moves-are-steered.js';
import { NOTHING_FORGOTTEN, NOTHING_OVERDUE, nothingForgotten } from './invariants/nothing-forgotten.js';
import { ONE_OF_EACH, oneOfEach } from './invariants/one-of-each.js';
import { REGISTRATION_HOLDS, registrationHolds } from './invariants/registration-holds.js';
import { RESTRICTIONS_HOLD, restrictionsHold } from './invariants/restrictions-hold.js';
import type { Ask, Violation } from './invariants/violation.js';

/**
 * Checks all invariants of docs/rules.md §5 and §6 with SQL that shares nothing with the product's own.
 * Returns the violations. Decisions of the broadcasts in `seen` were checked before and are skipped.
 */
export async function violations(ask: Ask, now: Date, seen?: Set<string>): Promise<Violation[]> {
  const found = await Promise.all([
    oneOfEach(ask),
    capacityHolds(ask),
    restrictionsHold(ask, now),
    registrationHolds(ask),
    decisionsStand(ask, seen),
    logIsWhole(ask),
    careGoesOn(ask, now),
    movesAreSteered(ask),
    nothingForgotten(ask),
  ]);
  return found.flat();
}

/** The sentences of all checks, including the checks for overdue work. */
export const NAMED: readonly string[] = [
  ...[ONE_OF_EACH, CAPACITY_HOLDS, RESTRICTIONS_HOLD, REGISTRATION_HOLDS, DECISIONS_STAND, LOG_IS_WHOLE],
  ...[CARE_GOES_ON, CASES_ARE_KEPT, MOVES_ARE_STEERED, NOTHING_FORGOTTEN, NOTHING_OVERDUE],
]
  .flatMap((nevers) => nevers.map(({ what }) => what))
  .concat(MADE_AGAIN);
