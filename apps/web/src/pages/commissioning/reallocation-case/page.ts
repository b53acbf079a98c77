import type { LotView } from '#contracts/lots';
import { END_REASONS, type PlacementView } from '#contracts/placements';
import type { CaseView } from '#contracts/reallocations';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { requiredText, version } from '../../../console/form-inputs.js';
import {
  type PageRequest,
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { END_REASON_WORDING } from '../../../wording/care.js';
import { sentenceCase } from '../../brokering/package/package-shown.js';
import { caseRow } from '../reallocation/case-row.js';

const caseId = ({ parameters }: PageRequest): string => parameters.caseId ?? '';

/**
 * The page of one case of a reallocation. One form lets the care stay at its branch. A second form ends the
 * care.
 */
export const casePage: SignedInPage = {
  path: PATHS.case(':id', ':caseId'),
  get: (request) => showCase(request),
};

export const keepCase = formPage({
  path: PATHS.keepCase(':id', ':caseId'),
  from: PATHS.reallocations,
  name: 'keep',
  inputs: { reason: requiredText('Enter the reason for keeping the care.') },
  send: async (request, command) => {
    await request.api.post(API_PATHS.keepCase(caseId(request)), command);
    return redirect(PATHS.reallocation(request.id), { notice: 'case_kept' });
  },
  page: showCase,
});

/** The form that ends the care of a reallocation case. The case ends too. */
export const endCase = formPage({
  path: PATHS.endCase(':id', ':caseId'),
  from: PATHS.reallocations,
  name: 'end',
  inputs: { reason: requiredText('Choose the reason the care ended.'), version: version() },
  send: async (request, command) => {
    const { placementId } = await request.api.get<CaseView>(API_PATHS.case(caseId(request)));
    await request.api.post(API_PATHS.endPlacement(placementId), command);
    return redirect(PATHS.reallocation(request.id), { notice: 'case_ended' });
  },
  page: showCase,
});

async function showCase(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, now, user } = request;
  const caseView = await api.get<CaseView>(API_PATHS.case(caseId(request)));
  const [placement, lots] = await Promise.all([
    api.get<PlacementView>(API_PATHS.placement(caseView.placementId)),
    api.get<LotView[]>(API_PATHS.lots),
  ]);
  const { typed } = formView(form, returned);
  return render('pages/commissioning/reallocation-case/page.njk', {
    case: { ...caseRow(caseView, lots, now), reallocation: PATHS.reallocation(caseView.reallocationId) },
    keep: PATHS.keepCase(caseView.reallocationId, caseView.id),
    end: PATHS.endCase(caseView.reallocationId, caseView.id),
    currentVersion: placement.version,
    reasons: END_REASONS.map((value) => ({
      value,
      text: sentenceCase(END_REASON_WORDING[value]),
      checked: typed('end-reason') === value,
    })),
    mayDecide: mayBroker(user),
  });
}
