import { formPage } from '../../../console/form-page.js';
import {
  nullableInstant,
  nullableText,
  oneOf,
  requiredText,
  text,
  ticked,
  version,
} from '../../../console/form-inputs.js';
import { redirect } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { showPackage } from './page.js';

export const withdrawPackage = formPage({
  path: PATHS.withdrawPackage(':id'),
  from: PATHS.packages,
  name: 'withdraw',
  inputs: { reason: requiredText('Enter the reason for withdrawing.') },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.withdrawPackage(id), command);
    return redirect(PATHS.package(id), { notice: 'package_withdrawn' });
  },
  page: showPackage,
});

export const confirmStart = formPage({
  path: PATHS.confirmStart(':id', ':awardId'),
  from: PATHS.packages,
  name: 'start',
  inputs: {
    startedAt: nullableInstant('Enter the date and time care started, or leave both empty for now.'),
  },
  send: async ({ api, id, parameters }, command, { key }) => {
    await api.post(API_PATHS.confirmStart(parameters.awardId ?? ''), command, key);
    return redirect(PATHS.package(id), { notice: 'start_confirmed' });
  },
  page: showPackage,
});

export const recordContact = formPage({
  path: PATHS.recordContact(':id', ':awardId'),
  from: PATHS.packages,
  name: 'contact',
  inputs: {
    outcome: oneOf(['reached', 'not_reached'], 'Choose whether you reached the branch.'),
    note: nullableText('Enter a note of up to 2,000 characters.'),
  },
  send: async ({ api, id, parameters }, { outcome, note }, { key }) => {
    const attempt = { reached: outcome === 'reached', note };
    await api.post(API_PATHS.contactAttempts(parameters.awardId ?? ''), attempt, key);
    return redirect(PATHS.package(id), { notice: 'contact_recorded' });
  },
  page: showPackage,
});

export const withdrawAward = formPage({
  path: PATHS.withdrawAward(':id', ':awardId'),
  from: PATHS.packages,
  name: 'withdrawAward',
  inputs: { reason: requiredText('Enter the reason for withdrawing the award.'), askAgain: ticked() },
  send: async ({ api, id, parameters }, command, { key }) => {
    await api.post(API_PATHS.withdrawAward(parameters.awardId ?? ''), command, key);
    return redirect(PATHS.package(id), { notice: 'award_withdrawn' });
  },
  page: showPackage,
});

export const decideVariation = formPage({
  path: PATHS.decideVariation(':id', ':requestId'),
  from: PATHS.packages,
  name: 'decide',
  inputs: {
    decision: oneOf(['approve', 'refuse'], 'Choose to approve or refuse.'),
    reason: text(),
  },
  check: ({ decision, reason }) =>
    decision === 'refuse' && reason === ''
      ? [{ field: 'reason', text: 'Enter the reason for refusing.' }]
      : [],
  send: async ({ api, id, parameters }, { decision, reason }, { key }) => {
    const requestId = parameters.requestId ?? '';
    if (decision === 'refuse') {
      await api.post(API_PATHS.refuseVariation(requestId), { reason });
      return redirect(PATHS.package(id), { notice: 'variation_refused' });
    }
    await api.post(API_PATHS.approveVariation(requestId), {}, key);
    return redirect(PATHS.package(id), { notice: 'variation_approved' });
  },
  page: showPackage,
});

export const endCare = formPage({
  path: PATHS.endCare(':id', ':placementId'),
  from: PATHS.packages,
  name: 'end',
  inputs: { reason: requiredText('Choose the reason for ending care.'), version: version() },
  send: async ({ api, id, parameters }, command) => {
    await api.post(API_PATHS.endCare(parameters.placementId ?? ''), command);
    return redirect(PATHS.package(id), { notice: 'care_ended' });
  },
  page: showPackage,
});
