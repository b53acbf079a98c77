import type { AwardView } from '#contracts/awards';
import type { BroadcastView } from '#contracts/broadcasts';
import type { OfferTerms, OwnOfferView } from '#contracts/offers';
import type { NewPackage, PackageView } from '#contracts/packages';
import type { PlacementView } from '#contracts/placements';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { BAND_HOURS } from '#contracts/visits';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import type { World } from '../world.js';
import type { TestUser } from './authorities.js';
import type { ContractedBranch } from './providers.js';

/** An invited branch of a broadcast, with the id of its invitation. */
export interface AskedBranch extends ContractedBranch {
  readonly invitationId: string;
}

export interface OpenBroadcast {
  readonly lot: LotEntity;
  readonly officer: TestUser;
  readonly pkg: PackageView;
  readonly broadcast: BroadcastView;
  readonly asked: readonly AskedBranch[];
}

export interface OpenGiven {
  readonly lot?: LotEntity;
  readonly officer?: TestUser;
  /**
   * The branches to invite, which need contracts in the lot. A number creates as many new branches. If
   * absent, two are created.
   */
  readonly branches?: number | readonly ContractedBranch[];
  readonly pkg?: Partial<NewPackage>;
}

/** Creates a package and publishes its broadcast. Returns the open broadcast with its invited branches. */
export async function aBroadcastOpen(world: World, given: OpenGiven): Promise<OpenBroadcast> {
  const lot = given.lot ?? (await world.aLot());
  const officer = given.officer ?? (await world.aUser({ role: 'officer', authorityId: lot.authorityId }));
  const branches = await contracted(world, lot, given.branches ?? 2);
  const pkg = await world.aPackage({ by: officer, ...given.pkg });
  const broadcast = await world.get(PublishBroadcast).execute(officer.caller, { packageId: pkg.id });
  const invitations = await world.rows<{ id: string; branchId: string }>(
    'SELECT id, branch_id AS "branchId" FROM invitation WHERE broadcast_id = $1',
    [broadcast.id],
  );
  const idOf = new Map(invitations.map(({ id, branchId }) => [branchId, id]));
  const asked = branches.map((one) => ({ ...one, invitationId: idOf.get(one.branch.id) ?? '' }));
  return { lot, officer, pkg, broadcast, asked };
}

async function contracted(
  world: World,
  lot: LotEntity,
  branches: number | readonly ContractedBranch[],
): Promise<readonly ContractedBranch[]> {
  if (typeof branches !== 'number') return branches;
  const made: ContractedBranch[] = [];
  for (let rankInTier = 1; rankInTier <= branches; rankInTier++)
    made.push(await world.aContractedBranch({ lot, terms: { rankInTier } }));
  return made;
}

/**
 * Builds valid offer terms for a package. Care starts tomorrow, and each visit begins when its band or window
 * begins.
 */
export function termsFor(
  world: World,
  pkg: Pick<PackageView, 'visits'>,
  deliveringBranchId: string,
  given: Partial<OfferTerms> = {},
): OfferTerms {
  return {
    startsOn: addDays(londonDate(world.clock.now()), 1),
    hourlyRatePence: 2_400,
    visitTimes: pkg.visits.map(({ key, band, window }) => ({
      visitKey: key,
      startsAt: (window ?? BAND_HOURS[band]).from,
    })),
    deliveringBranchId,
    ...given,
  };
}

export function anOffer(
  world: World,
  {
    from,
    pkg,
    ...terms
  }: Partial<OfferTerms> & { readonly from: AskedBranch; readonly pkg: Pick<PackageView, 'visits'> },
): Promise<OwnOfferView> {
  const { invitationId, user, branch } = from;
  const command = { invitationId, terms: termsFor(world, pkg, branch.id, terms) };
  return world.get(MakeOffer).execute(user.caller, command);
}

export interface Awarded extends OpenBroadcast {
  readonly award: AwardView;
  readonly winner: AskedBranch;
}

/**
 * Creates an award. First, an invited branch makes an offer. Then the broadcast closes at its deadline, and
 * the offer is awarded.
 */
export async function anAward(world: World, given: OpenGiven): Promise<Awarded> {
  const open = await aBroadcastOpen(world, given);
  const [winner] = open.asked;
  if (!winner) throw new Error('an award needs a branch');
  const { id: offerId } = await anOffer(world, { from: winner, pkg: open.pkg });
  world.clock.set(open.broadcast.closesAt);
  await world.get(CloseBroadcast).execute(open.broadcast.id);
  const command = { broadcastId: open.broadcast.id, offerId };
  const award = await world.get(AwardOffer).execute(open.officer.caller, command);
  return { ...open, award, winner };
}

/** Creates a placement: makes an award, and confirms the start of care one hour later. */
export async function aPlacement(
  world: World,
  given: OpenGiven,
): Promise<Awarded & { readonly placement: PlacementView }> {
  const awarded = await anAward(world, given);
  world.clock.pass({ hours: 1 });
  const { winner, award } = awarded;
  const placement = await world.get(ConfirmStart).execute(winner.user.caller, { awardId: award.id });
  return { ...awarded, placement };
}
