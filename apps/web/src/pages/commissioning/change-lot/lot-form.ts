import { ALLOCATION_METHODS, type LotView, RATING_POLICIES } from '#contracts/lots';
import type { Weights } from '#contracts/ranking';
import type { Form } from '../../../console/form.js';
import {
  duration,
  type Input,
  nullableText,
  oneOf,
  pounds,
  requiredText,
  ticked,
  version,
} from '../../../console/form-inputs.js';
import { typedDuration, typedPounds } from '../../../formats/typed-amounts.js';

const WEIGHTS = ['price', 'quality', 'fit', 'continuity'] as const satisfies readonly (keyof Weights)[];
const HOURS = 'Enter a duration such as 1:30 or 90 min.';
const RATE = 'Enter an hourly rate in pounds, such as 24.50.';

/** The values that are read from the form with the areas and the allocation settings of a lot. */
export const LOT_INPUTS = {
  code: requiredText('Enter the lot’s code, in up to 20 characters.'),
  name: requiredText('Enter the name of the lot, in up to 200 characters.'),
  areas: areasInput('Enter postcode districts such as LE13 and sectors such as LE11 3, separated by commas.'),
  method: oneOf(ALLOCATION_METHODS, 'Choose the order of invitations.'),
  tierHeadStartMinutes: {
    ...duration(HOURS, { field: 'headStart' }),
    sentence: 'Enter a head start between 1 minute and 4 weeks.',
  },
  cascadeStepMinutes: {
    ...duration(HOURS, { field: 'step' }),
    sentence: 'Enter a step between 1 minute and 4 weeks.',
  },
  sealed: ticked(),
  ownRankShown: ticked(),
  ratingPolicy: oneOf(RATING_POLICIES, 'Choose the ratings that are invited.'),
  rateFloorPence: { ...pounds('floor', RATE), sentence: 'Enter a rate of up to £200.' },
  rateCeilingPence: { ...pounds('ceiling', RATE), sentence: 'Enter a rate of up to £200.' },
  weights: weightsInput('Enter each weight as a whole percentage, from 0 to 100.'),
  weightsReason: nullableText('Enter a reason of up to 2,000 characters.'),
  version: version(),
};

/**
 * Defines the form field for postcode districts and sectors, separated by commas, semicolons or line breaks.
 */
function areasInput(sentence: string): Input<readonly string[]> {
  const areasIn = (typed: string): string[] =>
    typed
      .split(/[,;\r\n]+/)
      .map((area) => area.trim().replaceAll(/\s+/g, ' '))
      .filter((area) => area !== '');
  return {
    sentence,
    read: (form, name) =>
      form.text(name) === ''
        ? { faults: [{ field: name, text: sentence }] }
        : { value: areasIn(form.text(name)) },
  };
}

/**
 * Defines the form fields for the ranking weights, each a whole percentage. The API checks that their sum is
 * 100.
 */
function weightsInput(sentence: string): Input<Weights> {
  return {
    field: 'price',
    sentence,
    read: (form) => {
      const faults = WEIGHTS.filter((weight) => !/^\d{1,3}$/.test(form.text(weight)));
      if (faults.length > 0) return { faults: faults.map((field) => ({ field, text: sentence })) };
      const [price = 0, quality = 0, fit = 0, continuity = 0] = WEIGHTS.map((weight) =>
        Number(form.text(weight)),
      );
      return { value: { price, quality, fit, continuity } };
    },
  };
}

/** The values that the form of a lot shows, keyed by the name of the form field. */
export type LotFields = Readonly<Record<string, string>>;

export function lotFields(lot: LotView): LotFields {
  return {
    code: lot.code,
    name: lot.name,
    areas: lot.areas.join(', '),
    method: lot.method,
    headStart: typedDuration(lot.tierHeadStartMinutes),
    step: typedDuration(lot.cascadeStepMinutes),
    sealed: lot.sealed ? 'yes' : '',
    ownRankShown: lot.ownRankShown ? 'yes' : '',
    ratingPolicy: lot.ratingPolicy,
    floor: typedPounds(lot.rateFloorPence),
    ceiling: typedPounds(lot.rateCeilingPence),
    weightsReason: lot.weightsReason ?? '',
    ...Object.fromEntries(WEIGHTS.map((weight) => [weight, String(lot.weights[weight])])),
  };
}

export function typedLotFields(form: Form, recorded: LotFields): LotFields {
  return Object.fromEntries(Object.keys(recorded).map((name) => [name, form.text(name)]));
}
