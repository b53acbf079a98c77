import { type DocumentView, MEDIA_TYPES } from '#contracts/documents';
import type { LotView } from '#contracts/lots';
import type { Page } from '#contracts/list-page';
import type { ReallocationView } from '#contracts/reallocations';
import type { ReportView } from '#contracts/reports';
import type { PermissionView, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import { formView, type ReturnedForm } from '../../../console/form-page.js';
import { render, type Rendered, type SignedInPage, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { reallocationRow } from '../reallocations/reallocations-shown.js';
import { contestsShown, mayContest, restrictionShown, updateRow } from './restriction-shown.js';

/**
 * The page of one restriction. Shows its conditions, all wordings of its notice, the updates that the branch
 * owes, and the permissions.
 */
export const restrictionPage: SignedInPage = {
  path: PATHS.restriction(':id'),
  get: (request) => showRestriction(request),
};

const MOST_UPDATES = '200';

export async function showRestriction(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, id, now, user } = request;
  const [restriction, versions, permissions, lots, updates] = await Promise.all([
    api.get<RestrictionView>(API_PATHS.restriction(id)),
    api.get<RestrictionVersionView[]>(API_PATHS.restrictionVersions(id)),
    api.get<PermissionView[]>(API_PATHS.permissions(id)),
    api.get<LotView[]>(API_PATHS.lots),
    api.get<Page<ReportView>>(API_PATHS.reports({ restrictionId: id, limit: MOST_UPDATES })),
  ]);
  const { branchId, documentId } = restriction;
  const [reallocations, document] = await Promise.all([
    api.get<Page<ReallocationView>>(API_PATHS.reallocations({ branchId })),
    documentId && api.get<DocumentView>(API_PATHS.document(documentId)),
  ]);
  const { typed } = formView(form, returned);
  return render('pages/commissioning/restriction/page.njk', {
    restriction: restrictionShown({ restriction, versions, permissions, lots }, now),
    document,
    contests: contestsShown(
      restriction,
      returned?.name === 'answer' ? request.parameters.contestId : undefined,
    ),
    mayContest: mayContest(restriction),
    contestUploaded: { documentId: typed('contest-documentId'), documentName: typed('contest-documentName') },
    updates: updates.items.map(updateRow),
    uploaded: {
      documentId: typed('permit-documentId'),
      documentName: typed('permit-documentName'),
    },
    accept: MEDIA_TYPES.join(','),
    reallocations: reallocations.items
      .filter(({ restrictionId }) => restrictionId === id)
      .map((reallocation) => reallocationRow(reallocation, now)),
    mayCommission: mayCommission(user),
  });
}
