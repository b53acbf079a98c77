import { AwardOffer } from '#brokerage/awards/award-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { RecordContactAttempt } from '#brokerage/awards/record-contact-attempt';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { SeeInvitation } from '#brokerage/broadcasts/see-invitation';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { type StoryAct, termsOf } from '../stories/story.js';
import type { Callers } from './story-callers.js';
import type { StoryActs } from './story-acts.js';
import type { StoryRows } from './story-rows.js';

/** Any step of a story except the first. The first step creates the package. */
export type LaterAct = Exclude<StoryAct, { act: 'create_package' }>;

const MINUTE_MS = 60_000;

/** Runs one step of a story. Executes the matching act on the story's package, as the user of the step. */
export async function playStep(
  acts: StoryActs,
  callers: Callers,
  story: StoryRows,
  step: LaterAct,
): Promise<unknown> {
  const { packageId } = story;
  const { officer } = callers;
  switch (step.act) {
    case 'open_broadcast':
      return acts.get(PublishBroadcast).execute(officer, { packageId });
    case 'extend_broadcast': {
      const { id: broadcastId, version, closesAt } = await story.broadcast();
      const later = new Date(closesAt.getTime() + step.byMinutes * MINUTE_MS).toISOString();
      const command = { broadcastId, version, closesAt: later, reason: step.reason };
      return acts.get(ExtendBroadcast).execute(officer, command);
    }
    case 'close_broadcast': {
      const { id: broadcastId } = await story.broadcast();
      return acts.get(CloseBroadcast).early(officer, { broadcastId, reason: step.reason });
    }
    case 'cancel_broadcast': {
      const { id: broadcastId } = await story.broadcast();
      return acts.get(CancelBroadcast).execute(officer, { broadcastId, reason: step.reason });
    }
    case 'award_offer': {
      const { id: broadcastId } = await story.broadcast();
      const offerId = await story.offerRanked(step.rank);
      return acts.get(AwardOffer).execute(officer, { broadcastId, offerId, reason: step.reason });
    }
    case 'withdraw_award': {
      const { id: awardId } = await story.award();
      return acts.get(WithdrawAward).execute(officer, { awardId, reason: step.reason });
    }
    case 'record_contact': {
      const { id: awardId } = await story.award();
      const { reached, note } = step;
      return acts.get(RecordContactAttempt).execute(officer, { awardId, reached, note });
    }
    case 'end_care': {
      const { id: placementId, version } = await story.placement();
      return acts.get(EndPlacement).execute(officer, { placementId, version, reason: step.reason });
    }
    case 'withdraw_package':
      return acts.get(WithdrawPackage).execute(officer, { packageId, reason: step.reason });
    case 'confirm_start': {
      const { id: awardId, deliveringBranchId } = await story.award();
      return acts.get(ConfirmStart).execute(callers.branch(deliveringBranchId), { awardId });
    }
    default:
      return answer(acts, callers, story, step);
  }
}

type Answer = Extract<LaterAct, { readonly branchId: string }>;

/** Runs a story step of an invited branch, such as an offer or a decline. */
async function answer(acts: StoryActs, callers: Callers, story: StoryRows, step: Answer): Promise<unknown> {
  const caller = callers.branch(step.branchId);
  switch (step.act) {
    case 'see_invitation': {
      const invitationId = await story.invitation(step.branchId);
      return acts.get(SeeInvitation).execute(caller, { invitationId });
    }
    case 'decline_invitation': {
      const invitationId = await story.invitation(step.branchId);
      return acts.get(DeclineInvitation).execute(caller, { invitationId, reason: step.reason });
    }
    case 'make_offer': {
      const invitationId = await story.invitation(step.branchId);
      const { startBy } = await story.broadcast();
      return acts.get(MakeOffer).execute(caller, { invitationId, terms: termsOf(step.terms, startBy) });
    }
    case 'revise_offer': {
      const { id: offerId, version } = await story.offerOf(step.branchId);
      const { startBy } = await story.broadcast();
      return acts.get(ReviseOffer).execute(caller, { offerId, version, terms: termsOf(step.terms, startBy) });
    }
    case 'withdraw_offer': {
      const { id: offerId } = await story.offerOf(step.branchId);
      return acts.get(WithdrawOffer).execute(caller, { offerId });
    }
  }
}
