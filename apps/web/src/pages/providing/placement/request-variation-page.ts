import type { CareView } from '#contracts/care';
import type { VariationRequestView } from '#contracts/variations';
import { BANDS } from '#contracts/visits';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { headRoomInWords } from '../../../wording/head-room.js';
import { BAND_WORDING } from '../../../wording/visits.js';
import { currentVisitFields, typedVisitFields, visitsInput, weeklyMinutes } from './visit-fields.js';

/**
 * The form with which a branch requests a variation of live care. The API answers at once which rules the
 * variation would break. An officer decides the request later.
 */
export const requestVariationPage = formPage({
  path: PATHS.requestVariation(':id'),
  load: ownCare,
  inputs: (care) => ({
    visits: visitsInput(care),
    reason: requiredText('Enter the reason for the change.'),
    version: version(),
  }),
  send: async ({ api, id }, command, { key }) => {
    await api.post<VariationRequestView>(API_PATHS.requestVariation(id), command, key);
    return redirect(PATHS.placement(id), { notice: 'hours_asked' });
  },
  page: showVariationForm,
});

function ownCare({ api, id }: SignedInRequest): Promise<CareView> {
  return api.get<CareView>(API_PATHS.ownPlacement(id));
}

async function showVariationForm(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { form } = request;
  const care = await ownCare(request);
  const fields = returned ? typedVisitFields(care, form) : currentVisitFields(care);
  return render('pages/providing/placement/request-variation.njk', {
    care,
    fields: fields.map((visit) => ({ ...visit, week: hoursInWords(weeklyMinutes(visit)) })),
    sum: hoursInWords(fields.reduce((sum, visit) => sum + weeklyMinutes(visit), 0)),
    bands: BANDS.map((value) => ({ value, text: BAND_WORDING[value] })),
    headRoom: care.headRoom && headRoomInWords(care.headRoom),
    reason: formView(form, returned).typed('reason').trim(),
  });
}
