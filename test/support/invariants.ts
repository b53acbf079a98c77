import { careGoesOn } from './invariants/care-goes-on.js';
import { capacityHolds } from './invariants/capacity-holds.js';
import { decisionsStand } from './invariants/decisions-stand.js';
import { logIsWhole } from './invariants/log-is-whole.js';
import { nothingForgotten } from './invariants/nothing-forgotten.js';
import { oneOfEach } from './invariants/one-of-each.js';
import { restrictionsHold } from './invariants/restrictions-hold.js';
import type { Ask, Violation } from './invariants/violation.js';

/**
 * Everything in a database that must never be (design §5 and §6), asked by SQL that shares nothing with
 * the product's own. `seen` are the broadcasts whose decisions were made again before. Empty, or somebody's care has gone wrong.
 */
export async function violations(ask: Ask, now: Date, seen?: Set<string>): Promise<Violation[]> {
  const found = await Promise.all([
    oneOfEach(ask),
    capacityHolds(ask),
    restrictionsHold(ask, now),
    decisionsStand(ask, seen),
    logIsWhole(ask),
    careGoesOn(ask, now),
    nothingForgotten(ask),
  ]);
  return found.flat();
}
