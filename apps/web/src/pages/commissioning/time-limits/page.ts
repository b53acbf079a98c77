import type { ClockProfileView } from '#contracts/lots';
import { URGENCIES } from '#contracts/packages';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { duration, ticked, version } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { typedDuration } from '../../../formats/typed-amounts.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { clockInWords, URGENCY_WORDING } from '../../../wording/packages.js';

/**
 * The page with the two time limits of each urgency. The first limit is for the branches' answers, the second
 * for the start of care.
 */
export const clocksPage: SignedInPage = { path: PATHS.clocks, get: (request) => showClocks(request) };

/**
 * The forms that change the time limits, one form for each urgency. The page shows the current limits above
 * each form.
 */
export const changeClocks: readonly SignedInPage[] = URGENCIES.map((urgency) =>
  formPage({
    path: PATHS.changeClock(urgency),
    from: PATHS.clocks,
    name: urgency,
    inputs: {
      respondMinutes: duration('Enter the time for offers, from 1 minute to 4 weeks.', {
        field: 'respond',
      }),
      startWithinMinutes: duration('Enter the time for the start of care, from 1 minute to 90 days.', {
        field: 'start',
      }),
      workingHours: ticked(),
      version: version(),
    },
    send: async ({ api }, command) => {
      await api.put<ClockProfileView>(API_PATHS.clockProfile(urgency), command);
      return redirect(PATHS.clocks, { notice: 'clock_changed' });
    },
    page: showClocks,
  }),
);

const FIELDS = ['respond', 'start', 'workingHours'] as const;

async function showClocks({ api, form, user }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const profiles = await api.get<ClockProfileView[]>(API_PATHS.clockProfiles);
  const typed = Object.fromEntries(FIELDS.map((name) => [name, form.text(name)]));
  return render('pages/commissioning/time-limits/page.njk', {
    clocks: profiles.map((profile) => ({
      urgency: profile.urgency,
      version: profile.version,
      name: URGENCY_WORDING[profile.urgency],
      now: clockInWords(profile),
      fields: returned?.name === profile.urgency ? typed : fieldsOf(profile),
    })),
    mayCommission: mayCommission(user),
  });
}

function fieldsOf({ respondMinutes, startWithinMinutes, workingHours }: ClockProfileView) {
  return {
    respond: typedDuration(respondMinutes),
    start: typedDuration(startWithinMinutes),
    workingHours: workingHours ? 'yes' : '',
  };
}
