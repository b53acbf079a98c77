import { keyOf } from '../../../console/form.js';
import { goTo } from '../../../console/page.js';
import { londonInstant } from '../../../formats/london-instant.js';
import { DOORS, PATHS } from '../../../paths.js';
import { deed, idIn } from '../../../console/deed.js';
import { broadcastAsItStands } from './page.js';

const LATER = 'Enter the day and the time of the new deadline, later than the one that stands.';

export const extendBroadcast = deed({
  path: PATHS.extendBroadcast(':id'),
  from: PATHS.board,
  form: 'extend',
  required: { reason: 'Say why branches are given longer.' },
  fieldOfCode: { broadcast_deadline_invalid: 'date' },
  check: ({ form }) =>
    londonInstant(form.text('date'), form.text('time')) === null ? [{ field: 'date', text: LATER }] : [],
  send: async (visit) => {
    const { api, form } = visit;
    const closesAt = londonInstant(form.text('date'), form.text('time'));
    const extension = { closesAt, reason: form.text('reason'), version: Number(form.text('version')) };
    await api.post(DOORS.extendBroadcast(idIn(visit)), extension);
    return goTo(PATHS.broadcast(idIn(visit)), { notice: 'broadcast_extended' });
  },
  again: broadcastAsItStands,
});

export const closeBroadcast = deed({
  path: PATHS.closeBroadcast(':id'),
  from: PATHS.board,
  form: 'close',
  required: { reason: 'Say why it is closed before its deadline.' },
  send: async (visit) => {
    await visit.api.post(DOORS.closeBroadcast(idIn(visit)), { reason: visit.form.text('reason') });
    return goTo(PATHS.broadcast(idIn(visit)), { notice: 'broadcast_closed' });
  },
  again: broadcastAsItStands,
});

export const cancelBroadcast = deed({
  path: PATHS.cancelBroadcast(':id'),
  from: PATHS.board,
  form: 'cancel',
  required: { reason: 'Say why it is cancelled.' },
  send: async (visit) => {
    await visit.api.post(DOORS.cancelBroadcast(idIn(visit)), { reason: visit.form.text('reason') });
    return goTo(PATHS.broadcast(idIn(visit)), { notice: 'broadcast_cancelled' });
  },
  again: broadcastAsItStands,
});

export const awardOffer = deed({
  path: PATHS.awardOffer(':id'),
  from: PATHS.board,
  form: 'award',
  required: { offerId: 'Choose the offer that is awarded.' },
  sentences: { reason: 'Say why this offer and not the top one.' },
  fieldOfCode: {
    award_needs_reason: 'reason',
    offer_not_standing: 'offerId',
    branch_not_eligible: 'offerId',
  },
  send: async (visit) => {
    const { api, form } = visit;
    const award = { offerId: form.text('offerId'), reason: form.text('reason') || null };
    await api.post(DOORS.awardOffer(idIn(visit)), award, keyOf(form));
    return goTo(PATHS.broadcast(idIn(visit)), { notice: 'offer_awarded' });
  },
  again: broadcastAsItStands,
});
