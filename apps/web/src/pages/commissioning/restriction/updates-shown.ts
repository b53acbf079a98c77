import type { ReportView } from '#contracts/reports';
import { PATHS } from '../../../paths.js';
import { REPORT_WORDING } from '../../../wording/restrictions.js';

/** An update that was owed under a notice, with the branch's own account of it. */
export function updateRow({ id, number, dueOn, status, receivedAt, late, account, documentId }: ReportView) {
  return {
    ...{ id, number, dueOn, receivedAt, late, account },
    tag: REPORT_WORDING[status],
    document: documentId && PATHS.document(documentId),
  };
}
