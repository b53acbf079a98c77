import { ALLOCATION_METHODS, type LotView, RATING_POLICIES } from '#contracts/lots';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { RATING_POLICY_WORDING } from '../../../wording/branches.js';
import { METHOD_WORDING } from '../../../wording/broadcasts.js';
import { settingsShown } from '../lot/settings-shown.js';
import { LOT_INPUTS, type LotFields, lotFields, typedLotFields } from './lot-form.js';

/**
 * The form that changes the areas and the allocation settings of a lot. Broadcasts that are already open keep
 * their earlier settings.
 */
export const changeLotPage = formPage({
  path: PATHS.changeLot(':id'),
  mayOpen: mayCommission,
  name: 'lot',
  inputs: LOT_INPUTS,
  send: async ({ api, id }, command) => {
    await api.put<LotView>(API_PATHS.lot(id), command);
    return redirect(PATHS.lotCoverage(id), { notice: 'lot_changed' });
  },
  page: changeLot,
});

async function changeLot({ api, form, id }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const lot = await api.get<LotView>(API_PATHS.lot(id));
  const recorded = lotFields(lot);
  const fields = returned ? typedLotFields(form, recorded) : recorded;
  return render('pages/commissioning/change-lot/page.njk', {
    lot,
    fields,
    ...choicesOf(fields),
    recorded: returned?.isStale ? lotInWords(lot) : null,
  });
}

/** The choices of the form's radio buttons, with the chosen ones checked. */
export function choicesOf({ method, ratingPolicy }: LotFields) {
  return {
    methods: ALLOCATION_METHODS.map((value) => ({
      value,
      text: METHOD_WORDING[value],
      checked: value === method,
    })),
    policies: RATING_POLICIES.map((value) => ({
      value,
      text: RATING_POLICY_WORDING[value],
      checked: value === ratingPolicy,
    })),
  };
}

const lotInWords = (lot: LotView): string[] => [
  `${lot.code} ${lot.name}: ${lot.areas.join(', ')}`,
  ...settingsShown(lot).map(({ name, text }) => `${name}: ${text}`),
];
