import { type Band, type Day, DAYS } from '#contracts/visits';

/** A visit that a preset adds to the form. The user can change everything afterwards. */
export interface PresetVisit {
  readonly band: Band;
  readonly days: readonly Day[];
  readonly minutes: number;
  readonly carers: 1 | 2;
  readonly personalCare: boolean;
}

/** A usual pattern of visits, with the name that home care uses. */
interface Preset {
  readonly value: string;
  readonly text: string;
  readonly visits: readonly PresetVisit[];
}

const daily = (band: Band, minutes: number, more: Partial<PresetVisit> = {}): PresetVisit => ({
  band,
  minutes,
  days: DAYS,
  carers: 1,
  personalCare: false,
  ...more,
});
const WASHING = { personalCare: true };
const DOUBLE_UP = { personalCare: true, carers: 2 } as const;

const FOUR_A_DAY = [
  daily('breakfast', 45, WASHING),
  daily('lunch', 30),
  daily('tea', 30),
  daily('bed', 30, WASHING),
];

export const PRESETS: readonly Preset[] = [
  { value: 'four', text: 'Four visits a day', visits: FOUR_A_DAY },
  {
    value: 'four-double',
    text: 'Four visits a day, double-up (two carers)',
    visits: FOUR_A_DAY.map((visit) => ({ ...visit, ...DOUBLE_UP })),
  },
  {
    value: 'three',
    text: 'Three visits a day',
    visits: [daily('breakfast', 45, WASHING), daily('lunch', 30), daily('bed', 30, WASHING)],
  },
  {
    value: 'two',
    text: 'Two visits a day',
    visits: [daily('breakfast', 45, WASHING), daily('bed', 30, WASHING)],
  },
  {
    value: 'two-double',
    text: 'Two visits a day, double-up (two carers)',
    visits: [daily('breakfast', 45, DOUBLE_UP), daily('bed', 30, DOUBLE_UP)],
  },
  { value: 'one', text: 'One visit a day', visits: [daily('breakfast', 45, WASHING)] },
  {
    value: 'meal',
    text: 'Lunch visit, Monday to Friday',
    visits: [daily('lunch', 30, { days: ['mon', 'tue', 'wed', 'thu', 'fri'] })],
  },
  {
    value: 'weekly',
    text: 'Weekly visit for shopping or cleaning',
    visits: [daily('lunch', 60, { days: ['wed'] })],
  },
  { value: 'night', text: 'Waking night', visits: [daily('night', 600)] },
];
