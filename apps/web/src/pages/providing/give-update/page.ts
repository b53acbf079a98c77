import { MEDIA_TYPES } from '#contracts/documents';
import type { Page } from '#contracts/list-page';
import type { WorkView } from '#contracts/providers';
import type { ReportView } from '#contracts/reports';
import { refuse } from '../../../api.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { optionalText, requiredText } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { reportShown } from '../standing/standing-shown.js';

const MOST = '200';

/** The form with which a branch gives an update that it owes: a text, and an optional document. */
export const giveUpdatePage = formPage({
  path: PATHS.giveUpdate(':id'),
  takesDocument: true,
  inputs: {
    account: requiredText('Enter what the branch has done.'),
    documentId: { ...optionalText(), field: 'document' },
  },
  send: async ({ api, id }, command, { key }) => {
    await api.post<ReportView>(API_PATHS.submitReport(id), command, key);
    return redirect(PATHS.standing, { notice: 'update_given' });
  },
  page: showUpdate,
});

async function showUpdate(request: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const { api, form, id } = request;
  const [reports, work] = await Promise.all([
    api.get<Page<ReportView>>(API_PATHS.ownReports({ limit: MOST })),
    api.get<WorkView[]>(API_PATHS.work),
  ]);
  const report = reports.items.find((candidate) => candidate.id === id) ?? refuse('report_not_found', 404);
  const { typed } = formView(form, returned);
  return render('pages/providing/give-update/page.njk', {
    report: reportShown(report, work),
    given: report.receivedAt === null ? null : report,
    isOwed: report.status === 'due' || report.status === 'overdue',
    uploaded: { documentId: typed('documentId'), documentName: typed('documentName') },
    accept: MEDIA_TYPES.join(','),
  });
}
