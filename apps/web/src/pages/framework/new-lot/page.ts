import { DEFAULT_LOT } from './default-lot.js';
import type { LotView } from '#contracts/lots';
import { formPage, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { LOT_INPUTS, lotFields, typedLotFields } from '../../commissioning/change-lot/lot-form.js';
import { choicesOf } from '../../commissioning/change-lot/page.js';

const { version: _, ...NEW_LOT_INPUTS } = LOT_INPUTS;

/** The form that records a lot: its code, name, postcode areas and allocation settings. */
export const newLotPage = formPage({
  path: PATHS.newLot,
  mayOpen: mayCommission,
  name: 'lot',
  inputs: NEW_LOT_INPUTS,
  send: async ({ api }, command, { key }) => {
    const { id } = await api.post<LotView>(API_PATHS.lots, command, key);
    return redirect(PATHS.lotCoverage(id), { notice: 'lot_recorded' });
  },
  page: newLot,
});

function newLot({ form }: SignedInRequest, returned?: ReturnedForm): Rendered {
  const initial = lotFields(DEFAULT_LOT);
  const fields = returned ? typedLotFields(form, initial) : initial;
  return render('pages/framework/new-lot/page.njk', {
    fields,
    key: returned ? form.text('key') : '',
    ...choicesOf(fields),
  });
}
