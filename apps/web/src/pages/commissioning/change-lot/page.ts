import type { Problem } from '#contracts/errors';
import { ALLOCATION_METHODS, type LotView, RATING_POLICIES } from '#contracts/lots';
import { deed, idIn, type Refused } from '../../../console/deed.js';
import { type Fault, listedFaults } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { RATING_POLICY_WORDING } from '../../../wording/branches.js';
import { METHOD_WORDING } from '../../../wording/broadcasts.js';
import { listInWords } from '../../../wording/visits.js';
import { settingsShown } from '../lot/settings-shown.js';
import { lotAsTyped, lotDetails, lotShapeFaults, type LotTyped, lotTyped } from './lot-form.js';

const FORM = 'lot';
const SENTENCES = {
  code: 'Enter the lot’s code, in up to 20 characters.',
  name: 'Enter the name of the lot, in up to 200 characters.',
  areas: 'Enter postcode districts such as LE13 and sectors such as LE11 3, with commas between them.',
  headStartHours: 'Enter a head start between 1 minute and 4 weeks.',
  stepHours: 'Enter a step between 1 minute and 4 weeks.',
  floor: 'Enter a rate of up to £200.',
  ceiling: 'Enter a rate of up to £200.',
  weightsReason: 'Say it in up to 2,000 characters.',
} as const;
/** The API's own names, where they differ. */
const FIELD_OF: Readonly<Record<string, keyof typeof SENTENCES>> = {
  tierHeadStartMinutes: 'headStartHours',
  cascadeStepMinutes: 'stepHours',
  rateFloorPence: 'floor',
  rateCeilingPence: 'ceiling',
};
const FIELD_OF_FAULT = {
  ...{ weights_not_whole: 'price', weights_not_100: 'price', price_weight_reason_missing: 'weightsReason' },
  ...{ rates_invalid: 'floor', rates_reversed: 'floor', first_acceptable_sealed: 'sealed' },
  ...{ own_rank_sealed: 'ownRankShown', head_start_too_short: 'headStartHours', step_too_short: 'stepHours' },
} as const;

/** How a lot allocates, and where it lies. Broadcasts that are open keep what they opened with. Whoever was overtaken sees both. */
export const changeLotPage: SignedInPage = {
  isFor: mayCommission,
  get: (visit) => formShown(visit),
  ...deed({
    path: PATHS.changeLot(':id'),
    from: PATHS.coverage,
    form: FORM,
    required: { code: SENTENCES.code, name: SENTENCES.name, areas: SENTENCES.areas },
    fieldOfCode: { lot_code_taken: 'code', lot_area_taken: 'areas' },
    check: ({ form }) => lotShapeFaults(lotTyped(form)),
    told: lotFaults,
    send: async (visit) => {
      const change = { ...lotDetails(lotTyped(visit.form)), version: Number(visit.form.text('version')) };
      await visit.api.put<LotView>(DOORS.lot(idIn(visit)), change);
      return goTo(PATHS.lotCoverage(idIn(visit)), { notice: 'lot_changed' });
    },
    again: (visit, refused) => formShown(visit, refused),
  }),
};

/** Each fault at the field that mends it. */
function lotFaults(problem: Problem): Fault[] {
  const { unknownAreas, fields } = problem.facts ?? {};
  if (Array.isArray(unknownAreas)) {
    const names = listInWords(unknownAreas.map(String));
    return [{ field: 'areas', text: `No postcode district or sector: ${names}.` }];
  }
  const named = typeof fields === 'object' && fields !== null ? Object.keys(fields) : [];
  const shaped = named.flatMap((name) => {
    const field = FIELD_OF[name] ?? name;
    return isField(field) ? [{ field, text: SENTENCES[field] }] : [];
  });
  return [...listedFaults(problem, FIELD_OF_FAULT), ...shaped];
}

const isField = (name: string): name is keyof typeof SENTENCES => Object.hasOwn(SENTENCES, name);

async function formShown(visit: Visit, refused?: Refused): Promise<Shown> {
  const lot = await visit.api.get<LotView>(DOORS.lot(idIn(visit)));
  const wasOvertaken = refused !== undefined && visit.form.text('version') !== String(lot.version);
  const typed = refused ? lotTyped(visit.form) : lotAsTyped(lot);
  const view = {
    ...{ lot, typed, ...choicesOf(typed) },
    recorded: wasOvertaken ? lotInWords(lot) : null,
    faults: refused?.faults ?? [],
  };
  return show('pages/commissioning/change-lot/page.njk', view, refused?.status);
}

function choicesOf({ method, ratingPolicy }: LotTyped) {
  return {
    methods: ALLOCATION_METHODS.map((value) => ({
      ...{ value, text: METHOD_WORDING[value], checked: value === method },
    })),
    policies: RATING_POLICIES.map((value) => ({
      ...{ value, text: RATING_POLICY_WORDING[value], checked: value === ratingPolicy },
    })),
  };
}

const lotInWords = (lot: LotView): string[] => [
  `${lot.code} ${lot.name}: ${lot.areas.join(', ')}`,
  ...settingsShown(lot).map(({ name, text }) => `${name}: ${text}`),
];
