import type { InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf } from '../../../console/form.js';
import { type Answer, goTo, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import type { Notice } from '../../../wording/notices.js';
import { offerFaults } from './offer-faults.js';
import { fieldsTyped, termsOf } from './offer-form.js';
import { type Known, known, type Refused, showInvitation } from './show-invitation.js';

const idIn = ({ parameters }: Visit): string => parameters.id ?? '';
/** What nobody can mend by typing something else is told by a page of its own. */
const ELSEWHERE = ['not_signed_in', 'role_not_allowed', 'invitation_not_found', 'temporarily_unavailable'];

export const seeInvitationPage: SignedInPage = {
  path: PATHS.seeInvitation(':id'),
  from: PATHS.invitations,
  post: async (visit) => {
    await visit.api.post<InvitationView>(DOORS.seeInvitation(idIn(visit)));
    // The script sends it for whoever looks, and says nothing on the page that comes next.
    const isQuiet = visit.form.text('quietly') !== '';
    return goTo(PATHS.invitation(idIn(visit)), isQuiet ? {} : { notice: 'invitation_seen' });
  },
};

/** Makes the offer, or changes the one that stands: which of them, the form says by the version that it was made from. */
export const makeOfferPage: SignedInPage = {
  path: PATHS.makeOffer(':id'),
  from: PATHS.invitations,
  post: async (visit) => {
    const before = await known(visit);
    const terms = termsOf(fieldsTyped(before.invitation, visit.form));
    if (!('startsOn' in terms)) return refusal(visit, 'offer', terms, 400, before);
    const version = Number(visit.form.text('version'));
    const isChange = version > 0 && before.offer !== null;
    return told(visit, 'offer', isChange ? 'offer_revised' : 'offer_made', async () => {
      if (isChange) await visit.api.put(DOORS.ownOffer(before.offer.id), { ...terms, version });
      else await visit.api.post<OwnOfferView>(DOORS.makeOffer(idIn(visit)), terms, keyOf(visit.form));
    });
  },
};

export const withdrawOfferPage: SignedInPage = {
  path: PATHS.withdrawOffer(':id'),
  from: PATHS.invitations,
  post: async (visit) => {
    const { offer } = await known(visit);
    return told(visit, 'withdraw', 'offer_withdrawn', async () => {
      if (offer) await visit.api.post(DOORS.withdrawOffer(offer.id));
    });
  },
};

export const declineInvitationPage: SignedInPage = {
  path: PATHS.declineInvitation(':id'),
  from: PATHS.invitations,
  post: async (visit) => {
    const [reason, note] = [visit.form.text('reason'), visit.form.text('note')];
    if (reason === '')
      return refusal(visit, 'decline', [{ field: 'reason', text: 'Choose why you decline.' }], 400);
    return told(visit, 'decline', 'invitation_declined', async () => {
      await visit.api.post(DOORS.declineInvitation(idIn(visit)), { reason, ...(note && { note }) });
    });
  },
};

/** Back to the invitation saying that it was done; or the page with everything that the API found amiss. */
async function told(
  visit: Visit,
  what: Refused['what'],
  notice: Notice,
  act: () => Promise<void>,
): Promise<Answer> {
  try {
    await act();
    return goTo(PATHS.invitation(idIn(visit)), { notice });
  } catch (error) {
    if (!(error instanceof ApiProblem) || ELSEWHERE.includes(error.problem.code)) throw error;
    const faults = what === 'offer' ? offerFaults(error.problem) : faultsOf(error.problem);
    return refusal(visit, what, faults, error.problem.status);
  }
}

/** As it stands now, and what was typed: whoever was overtaken sees both. */
async function refusal(
  visit: Visit,
  what: Refused['what'],
  faults: readonly Fault[],
  status: number,
  before?: Known,
): Promise<Answer> {
  return showInvitation(visit, before ?? (await known(visit)), { what, faults, status });
}
