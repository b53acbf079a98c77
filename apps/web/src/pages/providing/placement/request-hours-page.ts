import type { CareView } from '#contracts/care';
import type { VariationRequestView } from '#contracts/variations';
import { BANDS } from '#contracts/visits';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, version } from '../../../console/inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { headRoomInWords } from '../../../wording/head-room.js';
import { BAND_WORDING } from '../../../wording/visits.js';
import { currentVisitFields, typedVisitFields, visitsInput, weeklyMinutes } from './visit-fields.js';

/** Requests a variation of live care, which an officer decides. The API reports at once which rules it would break. */
export const requestHoursPage = formPage({
  path: PATHS.requestHours(':id'),
  load: ownCare,
  inputs: (care) => ({
    visits: visitsInput(care),
    reason: requiredText('Say why the care should change.'),
    version: version(),
  }),
  send: async ({ api, id }, command, { key }) => {
    await api.post<VariationRequestView>(API_PATHS.requestHours(id), command, key);
    return redirect(PATHS.placement(id), { notice: 'hours_asked' });
  },
  page: requestHours,
});

function ownCare({ api, id }: SignedInRequest): Promise<CareView> {
  return api.get<CareView>(API_PATHS.ownPlacement(id));
}

async function requestHours(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { form } = request;
  const care = await ownCare(request);
  const fields = returned ? typedVisitFields(care, form) : currentVisitFields(care);
  return render('pages/providing/placement/request-hours.njk', {
    care,
    fields: fields.map((one) => ({ ...one, week: hoursInWords(weeklyMinutes(one)) })),
    sum: hoursInWords(fields.reduce((sum, one) => sum + weeklyMinutes(one), 0)),
    bands: BANDS.map((value) => ({ value, text: BAND_WORDING[value] })),
    headRoom: care.headRoom && headRoomInWords(care.headRoom),
    reason: formView(form, returned).typed('reason').trim(),
  });
}
