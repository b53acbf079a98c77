import type { InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import { formPage } from '../../../console/form-page.js';
import { optionalText, requiredText, version } from '../../../console/form-inputs.js';
import { redirect } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { offerInputs } from './offer-form.js';
import { invitationWithOffer, showInvitation } from './page.js';

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

/**
 * The form that makes an offer. If the form contains the version of an offer, the form changes this offer
 * instead of making another.
 */
export const makeOfferPage = formPage({
  path: PATHS.makeOffer(':id'),
  from: PATHS.invitations,
  load: invitationWithOffer,
  inputs: ({ invitation }) => ({ ...offerInputs(invitation), version: version() }),
  send: async ({ api, id }, { version: seen, ...terms }, { key, loaded: { offer } }) => {
    if (offer && seen > 0) {
      await api.put(API_PATHS.ownOffer(offer.id), { ...terms, version: seen });
      return redirect(PATHS.invitation(id), { notice: 'offer_revised' });
    }
    await api.post<OwnOfferView>(API_PATHS.makeOffer(id), terms, key);
    return redirect(PATHS.invitation(id), { notice: 'offer_made' });
  },
  page: (request, returned) => showInvitation(request, returned, 'offer'),
});

export const withdrawOfferPage = formPage({
  path: PATHS.withdrawOffer(':id'),
  from: PATHS.invitations,
  load: invitationWithOffer,
  send: async ({ api, id }, _command, { loaded: { offer } }) => {
    if (offer) await api.post(API_PATHS.withdrawOffer(offer.id));
    return redirect(PATHS.invitation(id), { notice: 'offer_withdrawn' });
  },
  page: (request, returned) => showInvitation(request, returned, 'withdraw'),
});

export const declineInvitationPage = formPage({
  path: PATHS.declineInvitation(':id'),
  from: PATHS.invitations,
  inputs: { reason: requiredText('Choose why you decline.'), note: optionalText() },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.declineInvitation(id), command);
    return redirect(PATHS.invitation(id), { notice: 'invitation_declined' });
  },
  page: (request, returned) => showInvitation(request, returned, 'decline'),
});
