import {
  ALLOCATION_METHODS,
  type AllocationMethod,
  type LotView,
  type NewLot,
  RATING_POLICIES,
  type RatingPolicy,
} from '#contracts/lots';
import type { Weights } from '#contracts/ranking';
import type { Fault, Form } from '../../../console/form.js';
import { penceOf, typedPounds } from '../../../formats/pence.js';
import { minutesOf, typedHours } from '../../../formats/typed-hours.js';

export const WEIGHTS = [
  'price',
  'quality',
  'fit',
  'continuity',
] as const satisfies readonly (keyof Weights)[];
const FIELDS = [
  ...['code', 'name', 'areas', 'method', 'sealed', 'ownRankShown', 'ratingPolicy', 'weightsReason'],
  ...['headStartHours', 'headStartMinutes', 'stepHours', 'stepMinutes', 'floor', 'ceiling', ...WEIGHTS],
];

/** What a lot's form holds, by the names of its fields. */
export type LotTyped = Readonly<Record<string, string>>;

export function lotTyped(form: Form): LotTyped {
  return Object.fromEntries(FIELDS.map((name) => [name, form.text(name)]));
}

export function lotAsTyped(lot: LotView): LotTyped {
  const [headStart, step] = [typedHours(lot.tierHeadStartMinutes), typedHours(lot.cascadeStepMinutes)];
  return {
    ...{ code: lot.code, name: lot.name, areas: lot.areas.join(', ') },
    ...{ method: lot.method, ratingPolicy: lot.ratingPolicy, weightsReason: lot.weightsReason ?? '' },
    ...{ sealed: lot.sealed ? 'yes' : '', ownRankShown: lot.ownRankShown ? 'yes' : '' },
    ...{ headStartHours: headStart.hours, headStartMinutes: headStart.minutes },
    ...{ stepHours: step.hours, stepMinutes: step.minutes },
    ...{ floor: typedPounds(lot.rateFloorPence), ceiling: typedPounds(lot.rateCeilingPence) },
    ...Object.fromEntries(WEIGHTS.map((weight) => [weight, String(lot.weights[weight])])),
  };
}

const HOURS = 'Enter whole hours and minutes, such as 1 and 30.';
const RATE = 'Enter an hourly rate in pounds, such as 24.50.';

/** What cannot even be sent; whether the settings go together, the API says. */
export function lotShapeFaults(typed: LotTyped): Fault[] {
  const text = (name: string): string => typed[name] ?? '';
  return [
    ...(isMethod(text('method')) ? [] : [{ field: 'method', text: 'Choose who is asked when.' }]),
    ...(isPolicy(text('ratingPolicy'))
      ? []
      : [{ field: 'ratingPolicy', text: 'Choose which ratings are asked.' }]),
    ...(minutesIn(typed, 'headStart') === null ? [{ field: 'headStartHours', text: HOURS }] : []),
    ...(minutesIn(typed, 'step') === null ? [{ field: 'stepHours', text: HOURS }] : []),
    ...['floor', 'ceiling']
      .filter((field) => penceOf(text(field)) === null)
      .map((field) => ({ field, text: RATE })),
    ...WEIGHTS.filter((weight) => !/^\d{1,3}$/.test(text(weight))).map((field) => ({
      ...{ field, text: 'Enter each weight as a whole percentage, from 0 to 100.' },
    })),
  ];
}

/** What is sent of a form that has no such fault. */
export function lotDetails(typed: LotTyped): NewLot {
  const text = (name: string): string => typed[name] ?? '';
  const [method, ratingPolicy] = [text('method'), text('ratingPolicy')];
  return {
    ...{ code: text('code'), name: text('name'), areas: areasIn(text('areas')) },
    method: isMethod(method) ? method : 'broadcast',
    ratingPolicy: isPolicy(ratingPolicy) ? ratingPolicy : 'exclude_inadequate',
    ...{ sealed: text('sealed') !== '', ownRankShown: text('ownRankShown') !== '' },
    tierHeadStartMinutes: minutesIn(typed, 'headStart') ?? 0,
    cascadeStepMinutes: minutesIn(typed, 'step') ?? 0,
    weights: {
      ...{ price: Number(text('price')), quality: Number(text('quality')) },
      ...{ fit: Number(text('fit')), continuity: Number(text('continuity')) },
    },
    weightsReason: text('weightsReason') || null,
    rateFloorPence: penceOf(text('floor')) ?? 0,
    rateCeilingPence: penceOf(text('ceiling')) ?? 0,
  };
}

/** Districts and sectors, between commas or on lines of their own. */
const areasIn = (typed: string): string[] =>
  typed
    .split(/[,;\r\n]+/)
    .map((area) => area.trim().replaceAll(/\s+/g, ' '))
    .filter((area) => area !== '');

const minutesIn = (typed: LotTyped, field: 'headStart' | 'step'): number | null =>
  minutesOf({ hours: typed[`${field}Hours`] ?? '', minutes: typed[`${field}Minutes`] ?? '' });

const isMethod = (word: string): word is AllocationMethod =>
  (ALLOCATION_METHODS as readonly string[]).includes(word);

const isPolicy = (word: string): word is RatingPolicy =>
  (RATING_POLICIES as readonly string[]).includes(word);
