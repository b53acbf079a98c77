import type { ReportView } from '#contracts/reports';
import type { PermissionView, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import {
  aRestriction,
  BRANCH_ID,
  DOCUMENT_ID,
  RESTRICTION_ID,
  restrictionAnswers,
} from '../../../../testing/commissioning.js';

const PAGE = `/restrictions/${RESTRICTION_ID}`;
const PERMIT = `${PAGE}/permissions`;
const DOCUMENT = { id: DOCUMENT_ID, name: 'Visit <b> 李.txt', byteSize: 12, sha256: 'ab12' };
const CONDITION = { id: '01900000-0000-7000-8000-0000000000c4', kind: 'no_new_people' } as const;
const FILE = { name: 'letter <b>.txt', type: 'text/plain', content: 'agreed' };
const UPLOAD = 'POST /v1/documents?name=letter+%3Cb%3E.txt';

const VERSION: RestrictionVersionView = {
  version: 1,
  reference: 'N-1',
  evidence: 'A visit',
  documentId: DOCUMENT_ID,
  ownerId: null,
  to: null,
  from: '2026-01-01T00:00:00Z',
  lotIds: [],
  conditions: [CONDITION],
  reason: 'First',
  recordedBy: null,
  recordedAt: '2026-01-01T00:00:00Z',
};
const PERMISSION: PermissionView = {
  id: 'p1',
  conditionId: CONDITION.id,
  personId: 'x',
  packageId: null,
  minutes: null,
  reference: 'A-1',
  until: '2026-02-01T00:00:00Z',
  evidence: 'Letter',
  documentId: DOCUMENT_ID,
  recordedBy: null,
  subjectReference: 'P-1',
  recordedAt: '2026-01-02T00:00:00Z',
  usedAt: null,
  withdrawnAt: null,
};
const UPDATE: ReportView = {
  id: 'u1',
  restrictionId: RESTRICTION_ID,
  conditionId: CONDITION.id,
  branchId: BRANCH_ID,
  number: 2,
  dueOn: '2026-01-14',
  dueAt: '2026-01-15T00:00:00Z',
  status: 'received',
  overdueAt: null,
  late: true,
  receivedAt: '2026-01-15T08:00:00Z',
  receivedBy: null,
  account: 'We <b> trained',
  documentId: DOCUMENT_ID,
};

const openConsole = (apiAnswers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({
    ...restrictionAnswers(aRestriction({ documentId: DOCUMENT_ID, conditions: [CONDITION] })),
    [`GET /v1/documents/${DOCUMENT_ID}`]: DOCUMENT,
    ...apiAnswers,
  });

const CONTEST = {
  id: '01900000-0000-7000-8000-0000000000d1',
  status: 'open',
  by: 'Derby <b>',
  isMine: false,
  contestedAt: '2026-01-14T09:00:00Z',
  dueAt: '2026-01-16T09:00:00Z',
  reason: 'Wrong <i> branch',
  documentId: null,
  answeredAt: null,
  answer: null,
} as const;

describe('a contested notice', () => {
  const openNotice = (given: Partial<RestrictionView>, answers: Record<string, unknown> = {}) =>
    TestConsole.open({ ...restrictionAnswers(aRestriction({ source: 'cqc', ...given })), ...answers });

  it('is upheld by the commissioner of the council that recorded it', async () => {
    const path = `${PAGE}/contests/${CONTEST.id}/answer`;
    const site = await openNotice(
      { contests: [CONTEST], recordedBy: 'u1' },
      { [`POST /v1${path}`]: aRestriction() },
    );
    const visitor = site.signedIn('commissioner');
    const { text, html } = await visitor.get(PAGE);
    expect(text).toMatch(/Contested byDerby <b>.*Wrong <i> branch.*Not answered yet/);
    expect(html.querySelector(`form[action="${PAGE}/contest"]`)).toBeNull();
    expect((await visitor.submit(path, { answer: '' })).text).toContain('Enter the answer.');
    expect(await visitor.submit(path, { answer: 'CQC confirms' })).toMatchObject({ status: 303 });
    expect(site.requests.at(-1)?.body).toEqual({ answer: 'CQC confirms' });
  });

  it('is contested by the commissioner of another council, which sees no reason of a third', async () => {
    const site = await openNotice(
      { contests: [{ ...CONTEST, reason: null }], recordedBy: null },
      { [`POST /v1/branches/${BRANCH_ID}/contests`]: aRestriction() },
    );
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector(`form[action$="/answer"]`)).toBeNull();
    expect(html.querySelector('#contests')?.textContent).not.toContain('Reason');
    const sent = await visitor.submitWithFile(`${PAGE}/contest`, { reason: 'It is ours' }, {});
    expect(sent).toMatchObject({ status: 303 });
    expect(site.requests.find(({ route }) => route.endsWith('/contests'))?.body).toMatchObject({
      restrictionId: RESTRICTION_ID,
      reason: 'It is ours',
    });
  });

  it.each(['auditor', 'officer'] as const)('is shown without a form to an %s', async (role) => {
    const site = await openNotice({ contests: [CONTEST], recordedBy: null });
    const { text, html } = await site.signedIn(role).get(PAGE);
    expect(text).toContain('Contested byDerby <b>');
    expect(html.querySelectorAll('main form')).toEqual([]);
  });
});

describe('a restriction', () => {
  it('links to the document of each wording, and to the archive of the notice', async () => {
    const site = await openConsole({
      [`GET /v1${PAGE}/versions`]: [VERSION, { ...VERSION, version: 2, documentId: null }],
      [`GET /v1${PAGE}/permissions`]: [PERMISSION],
      [`GET /v1/reports?restrictionId=${RESTRICTION_ID}&limit=200`]: { items: [UPDATE], next: null },
    });
    const { html, text } = await site.signedIn('auditor').get(PAGE);
    const links = html.querySelectorAll(`a[href="/documents/${DOCUMENT_ID}"]`).map((one) => one.textContent);
    expect(links).toEqual([
      'Visit <b> 李.txt',
      'Document of the agreement A-1',
      'Document of report 2',
      'Document of version 1',
    ]);
    expect(html.querySelectorAll(`a[href="${PAGE}/evidence-pack"]`)).toHaveLength(1);
    expect(text).toContain("Recorded byKing's Council <b>, ");
    expect(text).toMatch(/Report.*14 January 2026.*Received.*08:00, late.*We <b> trained/);
  });

  it('uploads the document of a written agreement', async () => {
    const site = await openConsole({
      [UPLOAD]: { id: DOCUMENT_ID, name: FILE.name },
      'POST /v1/people/find': { id: 'x' },
      'GET /v1/packages?search=P-1': { items: [], next: null },
      'POST /v1/permissions': PERMISSION,
    });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const typed = { conditionId: CONDITION.id, subject: 'P-1', reference: 'A-1', evidence: 'Letter' };
    const until = { date: '2026-02-01', time: '09:00' };
    const again = await visitor.submitWithFile(
      PERMIT,
      { ...typed, ...until, evidence: '' },
      { document: FILE },
    );
    expect([again.status, again.text]).toEqual([
      400,
      expect.stringContaining('Received already: letter <b>.txt'),
    ]);
    expect(await visitor.submitWithFile(PERMIT, { ...typed, ...until }, {})).toMatchObject({
      location: PAGE,
    });
    expect(site.requests.filter(({ route }) => route === UPLOAD)).toHaveLength(1);
    expect(site.requests.at(-1)?.body).toMatchObject({ personId: 'x', documentId: DOCUMENT_ID });
  });

  it('shows beside the field that this type of file is refused, and keeps what was typed', async () => {
    const site = await openConsole({ [UPLOAD]: new Refusal(415, 'document_type_not_allowed') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submitWithFile(PERMIT, { reference: 'A <b>' }, { document: FILE });
    expect(status).toBe(415);
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#permit-document');
    expect(html.querySelector('#permit-reference')?.getAttribute('value')).toBe('A <b>');
  });
});
