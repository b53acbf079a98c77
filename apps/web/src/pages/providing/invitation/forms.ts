import type { InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import { formPage, formView, type ReturnedForm, type Submission } from '../../../console/form-page.js';
import { type CommandOf, optionalText, requiredText, version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { answerState } from '../answer-state.js';
import { offerInputs, offerRuleFaults } from './offer-form.js';
import { lossesOfOffer } from './offer-losses.js';
import { type InvitationWithOffer, invitationWithOffer, showInvitation } from './page.js';

/**
 * The form that records that a user saw the invitation. If a browser script sends the form, the form has the
 * field `quietly`, and the page shows no message.
 */
export const recordSeenPage = formPage({
  path: PATHS.seeInvitation(':id'),
  from: PATHS.invitations,
  send: async ({ api, form, id }) => {
    await api.post<InvitationView>(API_PATHS.seeInvitation(id));
    const isQuiet = form.text('quietly') !== '';
    return redirect(PATHS.invitation(id), isQuiet ? {} : { notice: 'invitation_seen' });
  },
});

function formInputs({ invitation }: InvitationWithOffer) {
  return { ...offerInputs(invitation), version: version() };
}

/**
 * The form that makes an offer. If the form contains the version of an offer, the form changes this offer
 * instead of making another.
 */
export const makeOfferPage = formPage({
  path: PATHS.makeOffer(':id'),
  from: PATHS.invitations,
  load: invitationWithOffer,
  inputs: formInputs,
  rules: ({ form, now }, { invitation }) => offerRuleFaults(invitation, form, now),
  send: async ({ api, id }, { version: seen, ...terms }, { key, loaded: { offer } }) => {
    if (offer && seen > 0) {
      await api.put(API_PATHS.ownOffer(offer.id), { ...terms, version: seen });
      return redirect(PATHS.invitation(id), { notice: 'offer_revised' });
    }
    await api.post<OwnOfferView>(API_PATHS.makeOffer(id), terms, key);
    return redirect(PATHS.invitation(id), { notice: 'offer_made' });
  },
  preview: showUnseenLosses,
  page: (request, returned) => showInvitation(request, returned, 'offer'),
});

/**
 * Shows the form again if the offer loses something in the ranking that the user has not seen yet. The form then has
 * the losses in the field `lossesSeen`, and the same button sends the offer. With script, the user sees the losses
 * while typing, so that the offer is sent at once.
 */
async function showUnseenLosses(
  request: SignedInRequest,
  terms: CommandOf<ReturnType<typeof formInputs>>,
  { loaded: { invitation } }: Submission<InvitationWithOffer>,
): Promise<Rendered | null> {
  const losses = lossesOfOffer(invitation, terms).join(' ');
  if (losses === '' || request.form.text('lossesSeen') === losses) return null;
  const returned: ReturnedForm = { name: '', faults: [], isStale: false };
  const shown = await showInvitation(request, returned, 'offer');
  return { ...shown, view: { ...formView(request.form, returned), ...shown.view, isUnseenLoss: true } };
}

/** The page on which a user confirms that the offer is withdrawn. */
export const withdrawOfferPage = formPage({
  path: PATHS.withdrawOffer(':id'),
  load: invitationWithOffer,
  send: async ({ api, id }, _command, { loaded: { offer } }) => {
    if (offer) await api.post(API_PATHS.withdrawOffer(offer.id));
    return redirect(PATHS.invitation(id), { notice: 'offer_withdrawn' });
  },
  page: async (request) => {
    const { invitation, offer } = await invitationWithOffer(request);
    const mayWithdraw = offer !== null && answerState(invitation, request.now) === 'offered';
    if (!mayWithdraw) return redirect(PATHS.invitation(request.id));
    return render('pages/providing/invitation/withdraw.njk', { invitation, offer });
  },
});

export const declineInvitationPage = formPage({
  path: PATHS.declineInvitation(':id'),
  from: PATHS.invitations,
  inputs: { reason: requiredText('Choose a reason.'), note: optionalText() },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.declineInvitation(id), command);
    return redirect(PATHS.invitation(id), { notice: 'invitation_declined' });
  },
  page: (request, returned) => showInvitation(request, returned, 'decline'),
});
