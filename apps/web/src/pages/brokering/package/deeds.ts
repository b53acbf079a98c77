import { DOORS, PATHS } from '../../../paths.js';
import { goTo } from '../../../console/page.js';
import { keyOf } from '../../../console/form.js';
import { londonInstant } from '../../../formats/london-instant.js';
import { deed, idIn } from '../../../console/deed.js';
import { checksInTheWay } from '../vary/checks-in-the-way.js';
import { packageAsItStands } from './page.js';

const WHEN = 'Enter the day and the time at which care started, or leave both empty for now.';

export const withdrawPackage = deed({
  path: PATHS.withdrawPackage(':id'),
  from: PATHS.packages,
  form: 'withdraw',
  required: { reason: 'Say why the package is withdrawn.' },
  send: async (visit) => {
    await visit.api.post(DOORS.withdrawPackage(idIn(visit)), { reason: visit.form.text('reason') });
    return goTo(PATHS.package(idIn(visit)), { notice: 'package_withdrawn' });
  },
  again: (visit, refused) => packageAsItStands(visit, idIn(visit), refused),
});

export const confirmStart = deed({
  path: PATHS.confirmStart(':id', ':awardId'),
  from: PATHS.packages,
  form: 'start',
  required: {},
  sentences: { startedAt: WHEN },
  fieldOfCode: { start_time_invalid: 'date' },
  check: ({ form }) => {
    const [date, time] = [form.text('date'), form.text('time')];
    const isWhole = (date === '' && time === '') || londonInstant(date, time) !== null;
    return isWhole ? [] : [{ field: 'date', text: WHEN }];
  },
  send: async (visit) => {
    const { api, form, parameters } = visit;
    const startedAt = londonInstant(form.text('date'), form.text('time'));
    await api.post(DOORS.confirmStart(parameters.awardId ?? ''), { startedAt }, keyOf(form));
    return goTo(PATHS.package(idIn(visit)), { notice: 'start_confirmed' });
  },
  again: (visit, refused) => packageAsItStands(visit, idIn(visit), refused),
});

export const withdrawAward = deed({
  path: PATHS.withdrawAward(':id', ':awardId'),
  from: PATHS.packages,
  form: 'take-back',
  required: { reason: 'Say why the award is withdrawn.' },
  send: async (visit) => {
    const { api, form, parameters } = visit;
    const withdrawn = { reason: form.text('reason'), askAgain: form.text('askAgain') === 'yes' };
    await api.post(DOORS.withdrawAward(parameters.awardId ?? ''), withdrawn, keyOf(form));
    return goTo(PATHS.package(idIn(visit)), { notice: 'award_withdrawn' });
  },
  again: (visit, refused) => packageAsItStands(visit, idIn(visit), refused),
});

export const decideVariation = deed({
  path: PATHS.decideVariation(':id', ':requestId'),
  from: PATHS.packages,
  form: 'decide',
  required: { decision: 'Choose whether care is changed.' },
  told: checksInTheWay,
  check: ({ form }) => {
    const isUnexplained = form.text('decision') === 'refuse' && form.text('reason') === '';
    return isUnexplained ? [{ field: 'reason', text: 'Say why the change is refused.' }] : [];
  },
  send: async (visit) => {
    const { api, form, parameters } = visit;
    const requestId = parameters.requestId ?? '';
    const isApproved = form.text('decision') === 'approve';
    if (isApproved) await api.post(DOORS.approveVariation(requestId), {}, keyOf(form));
    else await api.post(DOORS.refuseVariation(requestId), { reason: form.text('reason') });
    return goTo(PATHS.package(idIn(visit)), {
      notice: isApproved ? 'variation_approved' : 'variation_refused',
    });
  },
  again: (visit, refused) => packageAsItStands(visit, idIn(visit), refused),
});

export const endCare = deed({
  path: PATHS.endCare(':id', ':placementId'),
  from: PATHS.packages,
  form: 'end',
  required: { reason: 'Choose why care ends.' },
  send: async (visit) => {
    const { api, form, parameters } = visit;
    const ending = { reason: form.text('reason'), version: Number(form.text('version')) };
    await api.post(DOORS.endCare(parameters.placementId ?? ''), ending);
    return goTo(PATHS.package(idIn(visit)), { notice: 'care_ended' });
  },
  again: (visit, refused) => packageAsItStands(visit, idIn(visit), refused),
});
