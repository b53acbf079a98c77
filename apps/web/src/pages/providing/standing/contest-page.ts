import { MEDIA_TYPES } from '#contracts/documents';
import type { Page } from '#contracts/list-page';
import type { RestrictionView } from '#contracts/restrictions';
import { type Api, refuse } from '../../../api.js';
import { nullableText, requiredText } from '../../../console/form-inputs.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { SOURCE_WORDING } from '../../../wording/restrictions.js';

const MOST = '200';

/** The form with which a provider contests a notice of CQC on one of its branches. */
export const contestNoticePage = formPage({
  path: PATHS.contestOwnNotice(':id'),
  takesDocument: true,
  inputs: {
    reason: requiredText('Enter the reason for contesting.'),
    documentId: { ...nullableText(), field: 'document' },
  },
  send: async ({ api, id }, command, { key }) => {
    const { branchId } = await ownNotice(api, id);
    await api.post(API_PATHS.newContest(branchId), { restrictionId: id, ...command }, key);
    return redirect(PATHS.standing, { notice: 'notice_contested' });
  },
  page: showContest,
});

async function ownNotice(api: Api, id: string): Promise<RestrictionView> {
  const { items } = await api.get<Page<RestrictionView>>(API_PATHS.ownRestrictions({ limit: MOST }));
  return items.find((restriction) => restriction.id === id) ?? refuse('restriction_not_found', 404);
}

async function showContest(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, id } = request;
  const contested = await ownNotice(api, id);
  const { typed } = formView(form, returned);
  return render('pages/providing/standing/contest.njk', {
    contested: { ...contested, source: SOURCE_WORDING[contested.source], href: PATHS.contestOwnNotice(id) },
    uploaded: { documentId: typed('documentId'), documentName: typed('documentName') },
    accept: MEDIA_TYPES.join(','),
  });
}
