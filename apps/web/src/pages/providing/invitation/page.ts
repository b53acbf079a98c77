import { DECLINE_REASONS, type InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView, OwnScore } from '#contracts/offers';
import type { ReturnedForm } from '../../../console/form-page.js';
import { render, type Rendered, type SignedInPage, type SignedInRequest } from '../../../console/page.js';
import { londonFields } from '../../../formats/london-time.js';
import { pounds } from '../../../formats/quantities.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { weekGrid } from '../../../pictures/week-grid.js';
import { ANSWER_WORDING, DECLINE_WORDING } from '../../../wording/invitation-answers.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { answerState, answerTag, isToAnswer } from '../answer-state.js';
import { packageSummary, visitShown } from '../package-shown.js';
import { askedCare, lossesOfOffer } from './offer-losses.js';
import { fieldsFromInvitation, fieldsOfOffer, type OfferFields, typedOfferFields } from './offer-form.js';

/**
 * The page of one invitation: the care in the package, the forms with which the branch answers, and the
 * outcome.
 *
 * Browsers may load pages that the user never looks at. So opening the page does not record that the
 * invitation was seen. A browser script sends a separate form when the page is visible.
 */
export const invitationPage: SignedInPage = {
  path: PATHS.invitation(':id'),
  get: (request) => showInvitation(request),
};

/**
 * An invitation, with the offer that the invited branch made. The offer is null if the branch has made none.
 */
export interface InvitationWithOffer {
  readonly invitation: InvitationView;
  readonly offer: OwnOfferView | null;
}

export async function invitationWithOffer({ api, id }: SignedInRequest): Promise<InvitationWithOffer> {
  const invitation = await api.get<InvitationView>(API_PATHS.invitation(id));
  const { offerId } = invitation;
  return {
    invitation,
    offer: offerId ? await api.get<OwnOfferView>(API_PATHS.ownOffer(offerId)) : null,
  };
}

/**
 * Renders the page of an invitation.
 *
 * @param answer  the form that is shown again, if `returned` is given
 */
export async function showInvitation(
  request: SignedInRequest,
  returned?: ReturnedForm,
  answer?: 'offer' | 'decline',
): Promise<Rendered> {
  const { now, form } = request;
  const { invitation, offer } = await invitationWithOffer(request);
  const state = answerState(invitation, now);
  const mayOffer = isToAnswer(state) || state === 'offered';
  const isDecline = returned && answer === 'decline';
  const fields = mayOffer
    ? offerFields(request, { invitation, offer }, returned && answer === 'offer')
    : null;
  return render('pages/providing/invitation/page.njk', {
    invitation,
    offer,
    state,
    returnedForm: returned && answer,
    summary: packageSummary(invitation.package),
    week: weekGrid(invitation.package.visits, offer && offer.status !== 'withdrawn' ? offer.visitTimes : []),
    visits: invitation.package.visits.map(visitShown),
    urgency: URGENCY_WORDING[invitation.package.urgency],
    tag: answerTag(state),
    sentence: ANSWER_WORDING[state].sentence,
    mayOffer,
    mayDecline: isToAnswer(state),
    mayWithdraw: state === 'offered',
    today: londonFields(now.toISOString()).date,
    fields,
    asked: JSON.stringify(askedCare(invitation)),
    losses: fields ? lossesShown(invitation, fields) : '',
    facts: factsShown(invitation),
    offered: offer && offer.status !== 'withdrawn' ? offerShown(invitation, offer) : null,
    outcome: offer && outcomeShown(offer),
    reasons: DECLINE_REASONS.map((value) => ({
      value,
      text: DECLINE_WORDING[value],
      checked: isDecline && form.text('reason') === value,
    })),
    declineReason: invitation.declineReason && DECLINE_WORDING[invitation.declineReason],
    declineNote: isDecline ? form.text('note') : '',
  });
}

function offerFields(
  { form }: SignedInRequest,
  { invitation, offer }: InvitationWithOffer,
  isTyped = false,
): OfferFields {
  if (isTyped) return typedOfferFields(invitation, form);
  return offer ? fieldsOfOffer(invitation, offer) : fieldsFromInvitation(invitation);
}

/** Returns what the values of the form lose in the ranking, as one text. Empty if they lose nothing. */
function lossesShown(invitation: InvitationView, { startsOn, visits }: OfferFields): string {
  const visitTimes = visits.map(({ key, startsAt }) => ({ visitKey: key, startsAt }));
  return lossesOfOffer(invitation, { startsOn, visitTimes }).join(' ');
}

/** Returns the facts by which a branch decides whether to offer, as texts. */
function factsShown({ rateMinPence, rateMaxPence, weights, careIsRunning, ...invitation }: InvitationView) {
  const { postcodeDistrict, postcodeSector, distanceMiles } = invitation;
  const { weeklyMinutes } = invitation.package;
  const aWeek = (rate: number): string => pounds(Math.round((weeklyMinutes * rate) / 60));
  const isFixed = rateMinPence === rateMaxPence;
  return {
    value: isFixed ? aWeek(rateMaxPence) : `${aWeek(rateMinPence)} to ${aWeek(rateMaxPence)}`,
    rate: isFixed ? pounds(rateMaxPence) : `${pounds(rateMinPence)} to ${pounds(rateMaxPence)}`,
    where: [
      `Postcode district ${postcodeDistrict}, sector ${postcodeSector}`,
      ...(distanceMiles === null ? [] : [`${distanceShown(distanceMiles)} from your branch`]),
    ].join(', '),
    careToday: careIsRunning ? 'Transfer: another branch delivers the care now' : 'No care is running',
    ranking: `Price ${weights.price}%, quality ${weights.quality}%, fit ${weights.fit}%, continuity ${weights.continuity}%`,
  };
}

const distanceShown = (miles: number): string =>
  miles === 0 ? 'less than 1 mile' : miles === 1 ? 'about 1 mile' : `about ${miles} miles`;

function offerShown(invitation: InvitationView, offer: OwnOfferView): object {
  const deliverer = invitation.mayDeliver.find(({ branchId }) => branchId === offer.deliveringBranchId);
  const { visits } = fieldsOfOffer(invitation, offer);
  return { ...offer, visits, deliveringBranchName: deliverer?.name ?? invitation.branchName };
}

const COMPONENTS: Readonly<Record<keyof OwnScore['components'], string>> = {
  quality: 'Quality: rating, punctuality and complaints',
  fit: 'Fit: visits inside the asked times, and the start',
  continuity: 'Continuity: care for this person today or lately',
};

/** Returns the rank and the score of the branch's own offer. Returns null until the award is decided. */
function outcomeShown({ outcome }: Pick<OwnOfferView, 'outcome'>) {
  if (outcome === null) return null;
  const { rank, of, why, score } = outcome;
  return {
    rankText: of === 1 ? 'The only offer' : `${rank} of ${of}`,
    why,
    components: (Object.keys(COMPONENTS) as (keyof typeof COMPONENTS)[]).map((component) => ({
      text: COMPONENTS[component],
      weight: `${score.weights[component]}%`,
      score: `${Math.round(score.components[component] / 10)} of 100`,
    })),
  };
}
