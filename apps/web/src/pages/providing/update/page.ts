import { randomUUID } from 'node:crypto';
import { type DocumentView, MEDIA_TYPES } from '#contracts/documents';
import type { Page } from '#contracts/pages';
import type { WorkView } from '#contracts/providers';
import type { NewReport, ReportView } from '#contracts/reports';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { notFound } from '../not-found.js';
import { faultsTold } from '../standing/faults-told.js';
import { reportShown } from '../standing/standing-shown.js';

const MOST = '200';
const ACCOUNT = { field: 'account', text: 'Say what the branch has done.' };
const DOCUMENT_CODES = ['document_type_not_allowed', 'document_invalid', 'document_not_found'];
const FOR_THE_FORM = [...DOCUMENT_CODES, 'invalid_request', 'report_already_received', 'report_not_owed'];

/** A document that was received with a form that had to be sent again. */
interface Kept {
  readonly id: string;
  readonly name: string;
}

/** The update that a branch owes: its account, and a document where there is one. */
export const giveUpdatePage: SignedInPage = {
  path: PATHS.giveUpdate(':id'),
  from: PATHS.standing,
  takesFile: true,
  get: (visit) => giving(visit),
  post: async (visit) => {
    const { api, form, parameters } = visit;
    const account = form.text('account');
    let kept = keptBefore(visit);
    try {
      kept = (await uploaded(visit)) ?? kept;
      if (account === '') return await giving(visit, { faults: [ACCOUNT], status: 400, kept });
      const report: NewReport = { account, ...(kept && { documentId: kept.id }) };
      await api.post<ReportView>(DOORS.submitReport(parameters.id ?? ''), report, keyOf(form));
      return goTo(PATHS.standing, { notice: 'update_given' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !FOR_THE_FORM.includes(error.problem.code)) throw error;
      return giving(visit, { faults: updateFaults(error), status: error.problem.status, kept });
    }
  },
};

async function uploaded({ api, form }: Visit): Promise<Kept | undefined> {
  const file = form.file('document');
  if (!file) return undefined;
  const { id, name } = await api.upload<DocumentView>(
    DOORS.uploadDocument(file.name),
    file,
    keyOf(form, 'documentKey'),
  );
  return { id, name };
}

function keptBefore({ form }: Visit): Kept | undefined {
  const [id, name] = [form.text('documentId'), form.text('documentName')];
  return id === '' ? undefined : { id, name };
}

function updateFaults({ problem }: ApiProblem): Fault[] {
  const isOfDocument = DOCUMENT_CODES.includes(problem.code);
  const field = isOfDocument ? 'document' : undefined;
  const told = faultsTold(problem, {}) ?? faultsOf(problem, { account: ACCOUNT.text });
  return told.map((fault) => ({ ...fault, field: fault.field ?? field }));
}

async function giving(
  { api, form, parameters }: Visit,
  refused: {
    readonly faults: readonly Fault[];
    readonly status?: number;
    readonly kept?: Kept | undefined;
  } = {
    faults: [],
  },
): Promise<Shown> {
  const [reports, work] = await Promise.all([
    api.get<Page<ReportView>>(DOORS.ownReports({ limit: MOST })),
    api.get<WorkView[]>(DOORS.work),
  ]);
  const report = reports.items.find(({ id }) => id === parameters.id) ?? notFound('report_not_found');
  const { faults, status, kept } = refused;
  const view = {
    ...{ faults, kept },
    report: reportShown(report, work),
    given: report.receivedAt === null ? null : report,
    isOwed: report.status === 'due' || report.status === 'overdue',
    account: form.text('account'),
    accept: MEDIA_TYPES.join(','),
    ...{ key: randomUUID(), documentKey: randomUUID() },
  };
  return show('pages/providing/update/page.njk', view, status);
}
