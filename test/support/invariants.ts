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
 * Everything in a database that must never be (docs/rules.md §5 and §6), asked by SQL that shares nothing with
 * the product's own. `seen` are the broadcasts whose decisions were made again before. Empty, or somebody's care has gone wrong.
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

/** The name of each violation that there is, and of what should have been done by now. */
export const NAMED: readonly string[] = [
  ...[ONE_OF_EACH, CAPACITY_HOLDS, RESTRICTIONS_HOLD, REGISTRATION_HOLDS, DECISIONS_STAND, LOG_IS_WHOLE],
  ...[CARE_GOES_ON, CASES_ARE_KEPT, MOVES_ARE_STEERED, NOTHING_FORGOTTEN, NOTHING_OVERDUE],
]
  .flatMap((nevers) => nevers.map(({ what }) => what))
  .concat(MADE_AGAIN);
