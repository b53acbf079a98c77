import { randomUUID } from 'node:crypto';
import { type DocumentView, MEDIA_TYPES } from '#contracts/documents';
import type { LotView } from '#contracts/lots';
import type { Page } from '#contracts/pages';
import type { ReallocationView } from '#contracts/reallocations';
import type { ReportView } from '#contracts/reports';
import type { PermissionView, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import { show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { idIn, type Refused, typedIn } from '../../../console/deed.js';
import { mayCommission } from '../../../console/may.js';
import { reallocationRow } from '../reallocations/reallocations-shown.js';
import type { CitedDocument } from '../restrict/document.js';
import { restrictionShown } from './restriction-shown.js';
import { updateRow } from './updates-shown.js';

/** One notice: what it says, every wording it has had, and what was agreed in writing beyond it. */
export const restrictionPage: SignedInPage = {
  path: PATHS.restriction(':id'),
  get: (visit) => restrictionAsItStands(visit),
};

const MOST_UPDATES = '200';
const NO_DOCUMENT: CitedDocument = { documentId: '', documentName: '' };

/** Also what a form on it comes back to when it is refused, with what was typed and the document that came with it. */
export async function restrictionAsItStands(
  visit: Visit,
  refused?: Refused,
  cited = NO_DOCUMENT,
): Promise<Shown> {
  const { api, now, user } = visit;
  const id = idIn(visit);
  const [restriction, versions, permissions, lots, updates] = await Promise.all([
    api.get<RestrictionView>(DOORS.restriction(id)),
    api.get<RestrictionVersionView[]>(DOORS.restrictionVersions(id)),
    api.get<PermissionView[]>(DOORS.permissions(id)),
    api.get<LotView[]>(DOORS.lots),
    api.get<Page<ReportView>>(DOORS.reports({ restrictionId: id, limit: MOST_UPDATES })),
  ]);
  const { branchId, documentId } = restriction;
  const [moves, document] = await Promise.all([
    api.get<Page<ReallocationView>>(DOORS.reallocations({ branchId })),
    documentId && api.get<DocumentView>(DOORS.document(documentId)),
  ]);
  const view = {
    restriction: restrictionShown({ restriction, versions, permissions, lots }, now),
    document,
    updates: updates.items.map(updateRow),
    ...{ cited, accept: MEDIA_TYPES.join(',') },
    moves: moves.items
      .filter(({ restrictionId }) => restrictionId === id)
      .map((one) => reallocationRow(one, now)),
    mayCommission: mayCommission(user),
    newKey: () => randomUUID(),
    ...typedIn(visit, refused),
  };
  return show('pages/commissioning/restriction/page.njk', view, refused?.status);
}
