import type { BroadcastView } from '#contracts/broadcasts';
import { formPage } from '../../../console/form-page.js';
import { instant, nullableText, optionalText, requiredText, version } from '../../../console/form-inputs.js';
import { redirect } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { ERROR_WORDING } from '../../../wording/errors.js';
import { clockOfPackage, faultsOfDeadline } from '../deadline-asked.js';
import { showBroadcast } from './page.js';

export const extendBroadcast = formPage({
  path: PATHS.extendBroadcast(':id'),
  from: PATHS.board,
  name: 'extend',
  inputs: {
    reason: requiredText('Enter the reason for the extension.'),
    closesAt: instant('Enter a date and time later than the current deadline.'),
    version: version(),
  },
  load: async ({ api, id }) => {
    const { packageId, openedAt, startBy } = await api.get<BroadcastView>(API_PATHS.broadcast(id));
    const usual = await clockOfPackage(api, packageId);
    return { openedAt: new Date(openedAt), startBy: new Date(startBy), usual };
  },
  check: ({ closesAt }, times, { form }) => faultsOfDeadline(form, { ...times, closesAt }),
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.extendBroadcast(id), command);
    return redirect(PATHS.broadcast(id), { notice: 'broadcast_extended' });
  },
  page: showBroadcast,
});

export const closeBroadcast = formPage({
  path: PATHS.closeBroadcast(':id'),
  from: PATHS.board,
  name: 'close',
  inputs: { reason: requiredText('Enter the reason for closing early.') },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.closeBroadcast(id), command);
    return redirect(PATHS.broadcast(id), { notice: 'broadcast_closed' });
  },
  page: showBroadcast,
});

export const cancelBroadcast = formPage({
  path: PATHS.cancelBroadcast(':id'),
  from: PATHS.board,
  name: 'cancel',
  inputs: { reason: requiredText('Enter the reason for cancelling.') },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.cancelBroadcast(id), command);
    return redirect(PATHS.broadcast(id), { notice: 'broadcast_cancelled' });
  },
  page: showBroadcast,
});

export const awardOffer = formPage({
  path: PATHS.awardOffer(':id'),
  from: PATHS.board,
  name: 'award',
  inputs: {
    offerId: requiredText('Choose an offer.'),
    reason: nullableText('Enter the reason for not choosing the top-ranked offer.'),
    reasonForBidders: optionalText('Enter a reason that the bidders read.'),
  },
  // The field for bidders is there only where the chosen offer is not the top-ranked one. Then both reasons are needed.
  check: ({ reason, reasonForBidders }, _, { form }) =>
    Object.hasOwn(form.fields(), 'reasonForBidders')
      ? [
          ...(reason === null ? [{ field: 'reason', text: ERROR_WORDING.award_needs_reason }] : []),
          ...(reasonForBidders === undefined
            ? [{ field: 'reasonForBidders', text: 'Enter the reason that the bidders read.' }]
            : []),
        ]
      : [],
  send: async ({ api, id }, command, { key }) => {
    await api.post(API_PATHS.awardOffer(id), command, key);
    return redirect(PATHS.broadcast(id), { notice: 'offer_awarded' });
  },
  page: showBroadcast,
});
