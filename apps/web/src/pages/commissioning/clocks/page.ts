import type { Problem } from '#contracts/errors';
import type { ClockProfileView } from '#contracts/lots';
import { URGENCIES } from '#contracts/packages';
import { deed, type Refused } from '../../../console/deed.js';
import type { Fault, Form } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { minutesOf, typedHours } from '../../../formats/typed-hours.js';
import { DOORS, PATHS } from '../../../paths.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { clockInWords } from '../../../wording/clocks.js';

const FIELDS = ['respondHours', 'respondMinutes', 'startHours', 'startMinutes', 'workingHours'] as const;
const RESPOND = 'Enter how long branches have to answer, from 1 minute to 4 weeks.';
const START = 'Enter within how long care is to start, from 1 minute to 90 days.';

/** How fast each urgency asks for an answer, and for care. */
export const clocksPage: SignedInPage = {
  path: PATHS.clocks,
  get: (visit) => clocksAsTheyStand(visit),
};

/** The form of each urgency. What stands now is always above what is typed, so that whoever was overtaken sees both. */
export const changeClocks: readonly SignedInPage[] = URGENCIES.map((urgency) =>
  deed({
    path: PATHS.changeClock(urgency),
    from: PATHS.clocks,
    form: urgency,
    required: {},
    check: ({ form }) => [
      ...(typedMinutes(form, 'respond') === null ? [{ field: 'respondHours', text: RESPOND }] : []),
      ...(typedMinutes(form, 'start') === null ? [{ field: 'startHours', text: START }] : []),
    ],
    told: clockFaults,
    send: async ({ api, form }) => {
      await api.put<ClockProfileView>(DOORS.clockProfile(urgency), {
        respondMinutes: typedMinutes(form, 'respond'),
        startWithinMinutes: typedMinutes(form, 'start'),
        workingHours: form.text('workingHours') !== '',
        version: Number(form.text('version')),
      });
      return goTo(PATHS.clocks, { notice: 'clock_changed' });
    },
    again: (visit, refused) => clocksAsTheyStand(visit, refused),
  }),
);

const typedMinutes = (form: Form, field: 'respond' | 'start'): number | null =>
  minutesOf({ hours: form.text(`${field}Hours`), minutes: form.text(`${field}Minutes`) });

function clockFaults({ facts }: Problem): Fault[] {
  const fields = facts?.fields;
  const named = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  return [
    ...(named.includes('respondMinutes') ? [{ field: 'respondHours', text: RESPOND }] : []),
    ...(named.includes('startWithinMinutes') ? [{ field: 'startHours', text: START }] : []),
  ];
}

async function clocksAsTheyStand({ api, form, user }: Visit, refused?: Refused): Promise<Shown> {
  const profiles = await api.get<ClockProfileView[]>(DOORS.clockProfiles);
  const typed = Object.fromEntries(FIELDS.map((name) => [name, form.text(name)]));
  const view = {
    clocks: profiles.map((profile) => ({
      ...{ urgency: profile.urgency, version: profile.version },
      name: URGENCY_WORDING[profile.urgency],
      now: clockInWords(profile),
      typed: refused?.form === profile.urgency ? typed : asTyped(profile),
    })),
    mayCommission: mayCommission(user),
    faults: refused?.faults ?? [],
  };
  return show('pages/commissioning/clocks/page.njk', view, refused?.status);
}

function asTyped({ respondMinutes, startWithinMinutes, workingHours }: ClockProfileView) {
  const [respond, start] = [typedHours(respondMinutes), typedHours(startWithinMinutes)];
  return {
    ...{ respondHours: respond.hours, respondMinutes: respond.minutes },
    ...{ startHours: start.hours, startMinutes: start.minutes },
    workingHours: workingHours ? 'yes' : '',
  };
}
