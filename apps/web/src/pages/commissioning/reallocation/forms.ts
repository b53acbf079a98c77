import { formPage } from '../../../console/form-page.js';
import { nullableWholeNumber, requiredText, version, wholeNumber } from '../../../console/form-inputs.js';
import { type PageAnswer, redirect } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import type { Notice } from '../../../wording/notices.js';
import { showReallocation } from './page.js';

const SETTINGS_INPUTS = {
  urgency: requiredText('Choose the urgency for new broadcasts.'),
  pacePerMinute: wholeNumber('Enter a whole number of transfers, 1 to 10,000.'),
  intakeCap: nullableWholeNumber(
    'Enter a whole number of people, 1 to 10,000, or leave it empty for no cap.',
  ),
  awarding: requiredText('Choose who decides each award.'),
  version: version(),
};

const redirectToReallocation = (id: string, notice: Notice): PageAnswer =>
  redirect(PATHS.reallocation(id), { notice });

export const startReallocation = formPage({
  path: PATHS.startReallocation(':id'),
  from: PATHS.reallocations,
  name: 'settings',
  inputs: { ...SETTINGS_INPUTS, reason: requiredText('Enter the reason for the transfers.') },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.startReallocation(id), command);
    return redirectToReallocation(id, 'reallocation_started');
  },
  page: showReallocation,
});

export const changeReallocation = formPage({
  path: PATHS.changeReallocation(':id'),
  from: PATHS.reallocations,
  name: 'settings',
  inputs: SETTINGS_INPUTS,
  send: async ({ api, id }, command) => {
    await api.put(API_PATHS.reallocationSettings(id), command);
    return redirectToReallocation(id, 'reallocation_changed');
  },
  page: showReallocation,
});

export const dismissReallocation = formPage({
  path: PATHS.dismissReallocation(':id'),
  from: PATHS.reallocations,
  name: 'dismiss',
  inputs: { reason: requiredText('Enter the reason for keeping the care.'), version: version() },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.dismissReallocation(id), command);
    return redirectToReallocation(id, 'reallocation_dismissed');
  },
  page: showReallocation,
});

export const stopReallocation = formPage({
  path: PATHS.stopReallocation(':id'),
  from: PATHS.reallocations,
  name: 'stop',
  inputs: { reason: requiredText('Enter the reason for stopping.'), version: version() },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.stopReallocation(id), command);
    return redirectToReallocation(id, 'reallocation_stopping');
  },
  page: showReallocation,
});

export const pauseReallocation = formPage({
  path: PATHS.pauseReallocation(':id'),
  from: PATHS.reallocations,
  name: 'pause',
  inputs: { version: version() },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.pauseReallocation(id), command);
    return redirectToReallocation(id, 'reallocation_paused');
  },
  page: showReallocation,
});

export const resumeReallocation = formPage({
  path: PATHS.resumeReallocation(':id'),
  from: PATHS.reallocations,
  name: 'resume',
  inputs: { version: version() },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.resumeReallocation(id), command);
    return redirectToReallocation(id, 'reallocation_resumed');
  },
  page: showReallocation,
});
