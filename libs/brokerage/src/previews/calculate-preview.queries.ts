import type { PreviewView } from '#contracts/previews';
import type { BranchFacts } from '#domain/eligibility/facts';
import { sumOf } from '#domain/collections';
import { countByLot, countCare, countRows } from '#domain/previews/count-care';
import { departed } from '#domain/previews/facts-after-departure';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { clockProfiles } from '../authorities/authorities.queries.js';
import { type Market, marketOf } from '../facts/branches-in-lots.queries.js';
import { type People, peopleAt } from '../facts/personal-facts.queries.js';
import { forbiddenAt, invitationsRevoked } from '../enforcement/forbidden-work.queries.js';
import { type CareToMove, careDeliveredBy, careUntouched } from './care-at-stake.queries.js';
import {
  ableIn,
  capacityAgainst,
  type LotAtStake,
  hasTierOne,
  lotsAtStake,
} from './lots-at-stake.queries.js';
import type { Proposal } from './proposal.js';
import { unplaceable } from './unplaceable.js';

/** An id that no person has. It represents any new person, because no branch has data about this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Calculates all effects that a proposed restriction, hand-back or closure would have. The number of queries
 * does not grow with the number of people.
 */
export async function previewOf(reader: Reader, proposal: Proposal): Promise<PreviewView> {
  const { authorityId, branchId, at, restriction, transferCause } = proposal;
  const delivered = await careDeliveredBy(reader, proposal);
  const lots = await lotsAtStake(reader, proposal, homesOf(delivered));
  const care = delivered.filter(({ isMoving }) => !isMoving);
  const market = await marketOf(reader, { authorityId, lotIds: lots.map(({ id }) => id) });
  const forbidden = await forbiddenAt(reader, { branchId, at, authorityId, proposed: restriction });
  const before = await peopleIn(reader, market, proposal, { care: [], isProposed: false });
  const after = await peopleIn(reader, market, proposal, { care, isProposed: true });
  const marketNow = strangersIn(market, before, authorityId);
  const marketThen = (lotId: string, startOn: string): BranchFacts[] =>
    strangersIn(market, after, authorityId)(lotId, startOn).map((facts) => departed(facts, lotId, proposal));

  const today = londonDate(at);
  const moving = transferCause ? care : [];
  const isLost = (lot: LotAtStake): boolean =>
    !hasTierOne(lot, marketThen(lot.id, today).map(staying), proposal) &&
    hasTierOne(lot, marketNow(lot.id, today), proposal);
  const clocks = await clockProfiles(reader, authorityId);
  const unplaced = unplaceable(moving, { proposal, lots, clocks, marketOn: marketThen, people: after }).map(
    atHome,
  );
  return {
    branchId,
    at: at.toISOString(),
    leavesOn: proposal.contractsEndOn,
    moves: transferCause !== null,
    care: countCare(care),
    alreadyMoving: countRows(delivered.filter(({ isMoving }) => isMoving)),
    invitationsRevoked: invitationsRevoked(forbidden.broadcasts),
    offersLapsed: sumOf(forbidden.broadcasts, ({ isSealed, offerIds }) => (isSealed ? 0 : offerIds.length)),
    awardsBlocked: forbidden.awards.filter(({ isBlocked }) => !isBlocked).length,
    lotsWithoutTierOne: lots.filter(isLost).map(({ id: lotId, code, name }) => ({ lotId, code, name })),
    untouched: await careUntouched(reader, proposal),
    capacity: lots.map((lot) =>
      capacityAgainst(
        lot.id,
        ableIn(lot, marketThen(lot.id, today), proposal),
        moving.filter((one) => one.package.lotId === lot.id),
      ),
    ),
    unplaceable: { ...countRows(unplaced), byLot: countByLot(unplaced) },
  };
}

const homesOf = (care: readonly CareToMove[]): string[] => [...new Set(care.map((one) => one.package.lotId))];

/** Counts care in the lot of the person's present home, because the replacement would be sought there. */
const atHome = (one: CareToMove): CareToMove => ({ ...one, lotId: one.package.lotId });

/**
 * Reads the eligibility data about the people to be transferred. Also reads the data about a person unknown
 * to every branch. With `isProposed`, the proposed restriction counts as in force.
 */
async function peopleIn(
  reader: Reader,
  { branchIds }: Market,
  { authorityId, branchId, at, restriction, transferCause }: Proposal,
  asked: { readonly care: readonly CareToMove[]; readonly isProposed: boolean },
): Promise<People> {
  const subjects = asked.care.map((one) => ({
    authorityId,
    personId: one.personId,
    packageId: one.package.id,
  }));
  const peopleLeaving = await peopleAt(reader, {
    branchIds,
    subjects: [...subjects, strangerTo(authorityId)],
    now: at,
    ...(asked.isProposed && { proposed: restriction }),
  });
  return peopleLeaving(
    asked.isProposed && transferCause ? [{ branchId, why: { kind: 'transfer', cause: transferCause } }] : [],
  );
}

/**
 * Returns a function that lists the pairs of contracted and delivering branch in a lot. Their eligibility
 * data is about a person unknown to every branch.
 */
function strangersIn(market: Market, people: People, authorityId: string) {
  return (lotId: string, startOn: string): BranchFacts[] =>
    market.pairsIn(lotId).flatMap((pair): BranchFacts[] => {
      const facts = market.factsOf(pair, lotId, startOn);
      return facts ? [{ ...facts, ...people.factsOf(pair.deliveringBranchId, strangerTo(authorityId)) }] : [];
    });
}

const strangerTo = (authorityId: string) => ({ authorityId, personId: NOBODY, packageId: NOBODY });

/**
 * Removes what would rule out the branch for one person only: the person's exclusion, and that the care
 * leaves the branch.
 */
const staying = (facts: BranchFacts): BranchFacts => ({ ...facts, isExcluded: false, leaving: null });
