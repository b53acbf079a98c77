import { randomUUID } from 'node:crypto';
import { DECLINE_REASONS, type InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import type { Fault } from '../../../console/form.js';
import { show, type Shown, type Visit } from '../../../console/page.js';
import { londonFields } from '../../../formats/london-instant.js';
import { DOORS } from '../../../paths.js';
import { ANSWER_WORDING, DECLINE_WORDING } from '../../../wording/answers.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { answerState, answerTag, isToAnswer } from '../answer-state.js';
import { packageAtAGlance, visitShown } from '../package-shown.js';
import { fieldsAsAsked, fieldsOfOffer, fieldsTyped, type OfferFields } from './offer-form.js';
import { outcomeShown } from './outcome-shown.js';

/** An invitation with the offer that answers it, if any does. */
export interface Known {
  readonly invitation: InvitationView;
  readonly offer: OwnOfferView | null;
}

/** What was sent and refused; it is shown as it was typed. */
export interface Refused {
  readonly what: 'offer' | 'decline' | 'withdraw';
  readonly faults: readonly Fault[];
  readonly status: number;
}

export async function known({ api, parameters }: Visit): Promise<Known> {
  const invitation = await api.get<InvitationView>(DOORS.invitation(parameters.id ?? ''));
  const { offerId } = invitation;
  return { invitation, offer: offerId ? await api.get<OwnOfferView>(DOORS.ownOffer(offerId)) : null };
}

/** The page of an invitation, from what is asked to what came of it. */
export function showInvitation(visit: Visit, { invitation, offer }: Known, refused?: Refused): Shown {
  const { now, form } = visit;
  const state = answerState(invitation, now);
  const mayOffer = isToAnswer(state) || state === 'offered';
  const view = {
    ...{ invitation, offer, state },
    faults: refused?.faults ?? [],
    refused: refused?.what,
    glance: packageAtAGlance(invitation.package),
    visits: invitation.package.visits.map(visitShown),
    urgency: URGENCY_WORDING[invitation.package.urgency],
    tag: answerTag(state),
    sentence: ANSWER_WORDING[state].sentence,
    mayOffer,
    mayDecline: isToAnswer(state),
    mayWithdraw: state === 'offered',
    today: londonFields(now.toISOString()).date,
    fields: mayOffer ? fieldsOf(visit, { invitation, offer }, refused) : null,
    offered: offer && offer.status !== 'withdrawn' ? offeredShown(invitation, offer) : null,
    outcome: offer && outcomeShown(offer),
    reasons: DECLINE_REASONS.map((value) => ({
      value,
      text: DECLINE_WORDING[value],
      checked: form.text('reason') === value,
    })),
    declineReason: invitation.declineReason && DECLINE_WORDING[invitation.declineReason],
    declineNote: refused?.what === 'decline' ? form.text('note') : '',
    key: randomUUID(),
  };
  return show('pages/providing/invitation/page.njk', view, refused?.status);
}

function fieldsOf({ form }: Visit, { invitation, offer }: Known, refused?: Refused): OfferFields {
  if (refused?.what === 'offer') return fieldsTyped(invitation, form);
  return offer ? fieldsOfOffer(invitation, offer) : fieldsAsAsked(invitation);
}

/** The offer as it stands, in the words of the form that made it. */
function offeredShown(invitation: InvitationView, offer: OwnOfferView): object {
  const by = invitation.mayDeliver.find(({ branchId }) => branchId === offer.deliveringBranchId);
  const { visits } = fieldsOfOffer(invitation, offer);
  return { ...offer, visits, deliveringBranchName: by?.name ?? invitation.branchName };
}
