import { authorityOf } from '#brokerage/access/scope';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { RecordContactAttempt } from '#brokerage/awards/record-contact-attempt';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { SeeInvitation } from '#brokerage/broadcasts/see-invitation';
import { ExpireDocuments } from '#brokerage/documents/expire-documents';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { AnswerCapabilities } from '#brokerage/enforcement/answer-capabilities';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { MergePeople } from '#brokerage/people/merge-people';
import { RecordContractCheck } from '#brokerage/framework/record-contract-check';
import { RecordRateUplift } from '#brokerage/framework/record-rate-uplift';
import { WithdrawRateUplift } from '#brokerage/framework/withdraw-rate-uplift';
import { londonDate } from '#domain/time/london';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import { ApproveVariation } from '#brokerage/placements/approve-variation';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { RefuseVariation } from '#brokerage/placements/refuse-variation';
import { RequestVariation } from '#brokerage/placements/request-variation';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { branchView } from '#brokerage/providers/providers.queries';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { DismissReallocation } from '#brokerage/reallocations/dismiss-reallocation';
import { reallocationView } from '#brokerage/reallocations/reallocations.queries';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import { KeepCase } from '#brokerage/reallocations/keep-case';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { AnswerContest } from '#brokerage/restrictions/answer-contest';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import type { PlacementView } from '#contracts/placements';
import type { Visit } from '#contracts/visits';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { World } from '../world.js';
import { anOffer, termsFor } from './broadcasts.js';
import { aSource } from './register-sources.js';
import { aSuspendedBranch, casesOf, started } from './reallocations.js';

/** The ids that tests of the log tamper with. */
export interface AuditedStory {
  readonly authorityId: string;
  readonly broadcastId: string;
  readonly winningOfferId: string;
  readonly losingOfferId: string;
  readonly awardId: string;
  readonly restrictionId: string;
  readonly documentId: string;
  readonly permissionId: string;
  readonly declinedInvitationId: string;
  readonly seenInvitationId: string;
  readonly placementId: string;
  /** A branch with a register entry. */
  readonly branchId: string;
  readonly contestId: string;
  /** A broadcast that an officer closed early, with an offer, and then cancelled. */
  readonly earlyBroadcastId: string;
  /** A broadcast that an officer closed early, without an offer. */
  readonly unfilledBroadcastId: string;
  readonly stoppedReallocationId: string;
  readonly dismissedReallocationId: string;
  readonly withdrawnPackageId: string;
  readonly keptCaseId: string;
  readonly upliftId: string;
  readonly checkId: string;
}

/**
 * Tells a whole story, so that the log has every kind of decision: a sealed round with an extension, a decline, two
 * offers of which one is revised, and the second of them chosen with a reason; the start, a change and the end of care; a
 * notice with its document, a permission, an amendment and the lifting; an award that is withdrawn; and a reallocation.
 */
export async function anAuditedStory(world: World): Promise<AuditedStory> {
  const lot = await world.aLot({ sealed: true });
  const { authorityId } = lot;
  const open = await world.aBroadcastOpen({ lot, branches: 3, pkg: { note: 'Key safe at the door' } });
  const { officer, broadcast, pkg } = open;
  const [first, second, third] = open.asked;
  if (!first || !second || !third) throw new Error('the story needs three branches');
  await world.get(SeeInvitation).execute(first.user.caller, { invitationId: first.invitationId });
  world.clock.pass({ hours: 0.1 });
  await world.get(DeclineInvitation).execute(third.user.caller, {
    invitationId: third.invitationId,
    reason: 'other',
    note: 'Our carer is away',
  });
  const winning = await anOffer(world, {
    from: first,
    pkg,
    hourlyRatePence: 2_450,
    note: 'We know the street',
  });
  await world.get(ReviseOffer).execute(first.user.caller, {
    offerId: winning.id,
    version: winning.version,
    terms: termsFor(world, pkg, first.branch.id, { hourlyRatePence: 2_440, note: 'We know the street well' }),
  });
  const losing = await anOffer(world, { from: second, pkg, hourlyRatePence: 2_300 });
  const closesAt = new Date(new Date(broadcast.closesAt).getTime() + 3_600_000).toISOString();
  await world.get(ExtendBroadcast).execute(officer.caller, {
    broadcastId: broadcast.id,
    version: broadcast.version,
    closesAt,
    reason: 'A branch asked for an hour',
  });
  world.clock.set(closesAt);
  await world.get(CloseBroadcast).execute(broadcast.id);
  const award = await world.get(AwardOffer).execute(officer.caller, {
    broadcastId: broadcast.id,
    offerId: winning.id,
    reason: 'The person knows this branch',
    reasonForBidders: 'Continuity of care mattered more',
  });
  world.clock.pass({ hours: 1 });
  const placement = await world.get(ConfirmStart).execute(first.user.caller, { awardId: award.id });

  await recordRegister(world, { authorityId, branchId: second.branch.id });
  const notice = await aNotice(world, { authorityId, branchId: second.branch.id, packageId: pkg.id });
  await vary(world, { officer, provider: first.user, placement });

  const contestId = await aContest(world, { authorityId, branchId: second.branch.id, provider: second.user });
  const early = await closedEarlyAndCancelled(world, lot, officer);

  const withdrawn = await world.anAward({ lot, officer });
  await world
    .get(RecordContactAttempt)
    .execute(officer.caller, { awardId: withdrawn.award.id, reached: false, note: 'No answer' });
  await world
    .get(WithdrawAward)
    .execute(officer.caller, { awardId: withdrawn.award.id, reason: 'The family moved' });
  await anExpiredDocument(world, authorityId);
  const decided = await reallocate(world, lot);
  const framework = await aChangeOfRates(world, { authorityId, branchId: first.branch.id });
  await merge(world, { officer, otherPersonId: placement.personId });
  return {
    authorityId,
    broadcastId: broadcast.id,
    winningOfferId: winning.id,
    losingOfferId: losing.id,
    awardId: award.id,
    ...notice,
    declinedInvitationId: third.invitationId,
    seenInvitationId: first.invitationId,
    placementId: placement.id,
    branchId: second.branch.id,
    contestId,
    ...early,
    ...decided,
    ...framework,
  };
}

/** A notice that two organisations contest. One contest is answered, the other is closed by the lifting. */
async function aContest(
  world: World,
  { authorityId, branchId, provider }: { authorityId: string; branchId: string; provider: Caller },
): Promise<string> {
  const by = await world.aUser({ role: 'commissioner', authorityId });
  const other = await world.aUser({ role: 'commissioner', authorityId: (await world.anAuthority()).id });
  const { id: restrictionId } = await world.aRestriction({ by, branchId, source: 'cqc' });
  const contest = (from: Caller, reason: string) =>
    world.get(ContestNotice).execute(from.caller, { branchId, restrictionId, reason });
  const { contests } = await contest(other, "It names O'Brien <b> 李");
  await contest(provider, 'We were inspected again');
  const contestId = contests[0]?.id ?? '';
  await world
    .get(AnswerContest)
    .execute(by.caller, { restrictionId, contestId, answer: 'CQC has confirmed it' });
  await world.get(LiftRestriction).execute(by.caller, { restrictionId, reason: 'Inspected again' });
  return contestId;
}

/** Two broadcasts that an officer closes early, one with and one without an offer. The first is then cancelled. */
async function closedEarlyAndCancelled(world: World, lot: LotEntity, officer: Caller) {
  const answered = await world.aBroadcastOpen({ lot, officer, branches: 1 });
  const unanswered = await world.aBroadcastOpen({ lot, officer, branches: 1 });
  await anOffer(world, { from: answered.asked[0]!, pkg: answered.pkg });
  for (const { broadcast } of [answered, unanswered])
    await world
      .get(CloseBroadcast)
      .early(officer.caller, { broadcastId: broadcast.id, reason: 'The ward waits' });
  const { id: earlyBroadcastId } = answered.broadcast;
  await world
    .get(CancelBroadcast)
    .execute(officer.caller, { broadcastId: earlyBroadcastId, reason: 'No longer needed' });
  return { earlyBroadcastId, unfilledBroadcastId: unanswered.broadcast.id };
}

/** Records facts of the register with their source, and an answer to what the branch declares. */
async function recordRegister(
  world: World,
  { authorityId, branchId }: { authorityId: string; branchId: string },
): Promise<void> {
  const by = await world.aUser({ role: 'commissioner', authorityId });
  const { version, name, postcode, registration, ratings } = await branchView(world.reader, branchId);
  await world.get(ChangeBranch).execute(by.caller, {
    ...{ branchId, version, name, postcode, registration },
    ratings: { ...ratings, caring: 'requires_improvement' },
    source: aSource(),
  });
  const answered = { branchId, kind: 'refused', capabilities: ['peg'], evidence: 'No nurse' } as const;
  await world.get(AnswerCapabilities).execute(by.caller, answered);
}

type Caller = Awaited<ReturnType<World['aUser']>>;

async function aNotice(
  world: World,
  { authorityId, branchId, packageId }: { authorityId: string; branchId: string; packageId: string },
) {
  const by = await world.aUser({ role: 'commissioner', authorityId });
  const { id: documentId } = await world.get(UploadDocument).execute(by.caller, {
    name: 'letter.txt',
    mediaType: 'text/plain',
    content: Buffer.from('The letter'),
  });
  const conditions = [{ kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }] as const;
  const restriction = await world.aRestriction({ by, branchId, documentId, conditions });
  const [condition] = restriction.conditions;
  if (!condition) throw new Error('the notice has a condition');
  const until = new Date(world.clock.now().getTime() + 30 * 86_400_000).toISOString();
  const { id: permissionId } = await world.get(RecordPermission).execute(by.caller, {
    conditionId: condition.id,
    packageId,
    minutes: 60,
    until,
    reference: 'P-1',
    evidence: 'Letter of agreement',
  });
  const restrictionId = restriction.id;
  const amended = {
    restrictionId,
    version: restriction.version,
    evidence: 'Second visit',
    reason: 'New facts',
  };
  await world.get(AmendRestriction).execute(by.caller, amended);
  const other = await world.aRestriction({ by, branchId });
  await world.get(LiftRestriction).execute(by.caller, { restrictionId: other.id, reason: 'All is well' });
  return { documentId, restrictionId, permissionId };
}

/** A check of a branch, and new rates for its contracts. */
async function aChangeOfRates(
  world: World,
  { authorityId, branchId }: { authorityId: string; branchId: string },
): Promise<Pick<AuditedStory, 'upliftId' | 'checkId'>> {
  const { caller } = await world.aUser({ role: 'commissioner', authorityId });
  const contracts = await world.rows<{ id: string }>('SELECT id FROM contract WHERE branch_id = $1', [
    branchId,
  ]);
  const tomorrow = londonDate(world.clock.in({ hours: 24 }));
  const { id: upliftId } = await world.get(RecordRateUplift).execute(caller, {
    contractIds: contracts.map(({ id }) => id),
    fromOn: tomorrow,
    hundredths: 300,
    reason: 'Living wage',
  });
  await world.get(WithdrawRateUplift).execute(caller, { upliftId, reason: 'Budget not agreed' });
  const { id: checkId } = await world.get(RecordContractCheck).execute(caller, {
    branchId,
    kind: 'insurance',
    satisfied: true,
    evidence: 'Policy seen',
    reviewOn: tomorrow,
  });
  return { upliftId, checkId };
}

/** Merges the record of a person whose care was awarded, begun and ended into a new record of the person. */
async function merge(
  world: World,
  { officer, otherPersonId }: { officer: Caller; otherPersonId: string },
): Promise<void> {
  const { id: personId } = await world.aPerson({ authorityId: authorityOf(officer.caller.actor) });
  await world
    .get(MergePeople)
    .execute(officer.caller, { personId, version: 1, otherPersonId, otherVersion: 1 });
}

/** Uploads a document that no record cites, and lets it expire. */
async function anExpiredDocument(world: World, authorityId: string): Promise<void> {
  const by = await world.aUser({ role: 'officer', authorityId });
  const document = {
    name: 'uncited.txt',
    mediaType: 'text/plain',
    content: Buffer.from('Not needed'),
  } as const;
  const { id } = await world.get(UploadDocument).execute(by.caller, document);
  world.clock.pass({ hours: 8 * 24 });
  await world.get(ExpireDocuments).execute();
  if (!(await world.eventsOf(id)).includes('document.expired')) throw new Error('the document expires');
}

async function vary(
  world: World,
  { officer, provider, placement }: { officer: Caller; provider: Caller; placement: PlacementView },
): Promise<void> {
  const visits = placement.visits.map((visit: Visit) => ({ ...visit, minutes: visit.minutes + 15 }));
  const { id: placementId, version } = placement;
  const request = { placementId, version, visits, reason: 'Needs more time' };
  const asked = await world.get(RequestVariation).execute(provider.caller, request);
  await world
    .get(RefuseVariation)
    .execute(officer.caller, { variationRequestId: asked.id, reason: 'Not agreed with the family' });
  const again = await world.get(RequestVariation).execute(provider.caller, request);
  await world.get(ApproveVariation).execute(officer.caller, { variationRequestId: again.id });
  const varied = { ...request, version: version + 1, visits: placement.visits, reason: 'Well again' };
  await world.get(VaryPlacement).execute(officer.caller, varied);
  world.clock.pass({ hours: 1 });
  await world
    .get(EndPlacement)
    .execute(officer.caller, { placementId, version: version + 2, reason: 'person_died' });
}

/** A reallocation that is stopped, one that is dismissed, and a package that is withdrawn. */
async function reallocate(
  world: World,
  lot: LotEntity,
): Promise<
  Pick<
    AuditedStory,
    'stoppedReallocationId' | 'dismissedReallocationId' | 'withdrawnPackageId' | 'keptCaseId'
  >
> {
  const suspended = await aSuspendedBranch(world, { lot, people: [undefined, undefined] });
  const { id: reallocationId } = await started(world, suspended);
  await world.get(ReleaseCases).execute({ reallocationId });
  for (const { id } of await casesOf(world, lot.authorityId, reallocationId))
    await world.get(BroadcastReplacement).execute({ caseId: id });
  const { caller } = suspended.commissioner;
  const { version } = await reallocationView(world.reader, reallocationId);
  const [kept] = await casesOf(world, lot.authorityId, reallocationId);
  const keptCaseId = kept?.id ?? '';
  await world
    .get(KeepCase)
    .execute(suspended.commissioner.caller, { caseId: keptCaseId, reason: 'She asks to stay' });
  await world
    .get(StopReallocation)
    .execute(caller, { reallocationId, version, reason: 'The branch recovers' });

  const { proposal } = await aSuspendedBranch(world, { lot, people: [undefined] });
  await world.get(DismissReallocation).execute(caller, {
    reallocationId: proposal.id,
    version: proposal.version,
    reason: 'The care is safe',
  });
  // A dismissed reallocation can be started after all.
  const { version: dismissedVersion } = await reallocationView(world.reader, proposal.id);
  await started(world, {
    commissioner: suspended.commissioner,
    proposal: { ...proposal, version: dismissedVersion },
  });
  const { id: withdrawnPackageId } = await world.aPackage({ by: suspended.officer });
  await world
    .get(WithdrawPackage)
    .execute(suspended.officer.caller, { packageId: withdrawnPackageId, reason: 'The family cares' });
  return {
    stoppedReallocationId: reallocationId,
    dismissedReallocationId: proposal.id,
    withdrawnPackageId,
    keptCaseId,
  };
}
