import type { ReportView } from '#contracts/reports';
import { UNREACHABLE, type ApiRequest, TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aWork } from '../../../../testing/providing.js';

const ID = '01900000-0000-7000-8000-0000000000e1';
const DOCUMENT = '01900000-0000-7000-8000-0000000000e2';
const PATH = `/updates/${ID}`;
const REPORTS = 'GET /v1/reports?limit=200';
const UPLOAD = 'POST /v1/documents?name=visits+%3Cb%3E.pdf';
const SUBMIT = `POST /v1/reports/${ID}/submit`;

const aReport = (given: Partial<ReportView> = {}): ReportView => ({
  id: ID,
  restrictionId: '01900000-0000-7000-8000-0000000000e3',
  conditionId: '01900000-0000-7000-8000-0000000000e4',
  branchId: aWork().branchId,
  number: 2,
  dueOn: '2026-01-16',
  dueAt: '2026-01-17T00:00:00.000Z',
  status: 'due',
  overdueAt: null,
  receivedAt: null,
  receivedBy: null,
  late: false,
  account: null,
  documentId: null,
  ...given,
});

const openConsole = (apiAnswers: Record<string, unknown> = {}, report = aReport()): Promise<TestConsole> =>
  TestConsole.open({ [REPORTS]: { items: [report], next: null }, 'GET /v1/work': [aWork()], ...apiAnswers });

const PDF = { name: 'visits <b>.pdf', type: 'application/pdf', content: '%PDF-1.7' };

describe('giving an update', () => {
  it('uploads the document, and then sends the account', async () => {
    const site = await openConsole({ [UPLOAD]: { id: DOCUMENT, name: PDF.name }, [SUBMIT]: aReport() });
    const visitor = site.signedIn('provider');
    const { text } = await visitor.get(PATH);
    expect(text).toMatch(/Report 2 of O'Brien <b> Care 李.*by 16 January 2026: 1 d 15 h left/);
    const sent = await visitor.submitWithFile(PATH, { account: 'We trained <everybody>' }, { document: PDF });
    expect(sent).toMatchObject({ status: 303, location: '/standing' });
    const [upload, submit] = site.requests.slice(-2);
    expect(upload).toMatchObject({ route: UPLOAD, headers: { 'content-type': 'application/pdf' } });
    expect(submit).toMatchObject({
      route: SUBMIT,
      body: { account: 'We trained <everybody>', documentId: DOCUMENT },
    });
    const keys = [upload, submit].map((one) => one?.headers['idempotency-key']);
    expect(new Set(keys).size).toBe(2);
  });

  it('keeps the uploaded document if the account is missing', async () => {
    const site = await openConsole({ [UPLOAD]: { id: DOCUMENT, name: PDF.name }, [SUBMIT]: aReport() });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const again = await visitor.submitWithFile(PATH, { account: ' ' }, { document: PDF });
    expect([again.status, again.text]).toEqual([
      400,
      expect.stringContaining('Enter what the branch has done.'),
    ]);
    expect(again.text).toContain('Received already: visits <b>.pdf');
    await visitor.submitWithFile(PATH, { account: 'Done' }, {});
    expect(site.requests.at(-1)?.body).toEqual({ account: 'Done', documentId: DOCUMENT });
  });

  it.each([
    [new Refusal(415, 'document_type_not_allowed'), 'This type of file is not accepted.'],
    [
      new Refusal(422, 'document_invalid', {
        faults: [{ code: 'x', sentence: 'It is not what it says it is.' }],
      }),
      'It is not what it says it is.',
    ],
  ])('shows the error of a document, and keeps the account: %j', async (refusal, words) => {
    const site = await openConsole({ [UPLOAD]: refusal });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const { status, text, html } = await visitor.submitWithFile(
      PATH,
      { account: 'Typed' },
      { document: PDF },
    );
    expect([status, text]).toEqual([refusal.status, expect.stringContaining(words)]);
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#document');
    expect(html.querySelector('#account')?.textContent).toContain('Typed');
  });

  it('says that the update was given already, without a form', async () => {
    const site = await openConsole({ [SUBMIT]: new Refusal(409, 'report_already_received') });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const { status, text } = await visitor.submitWithFile(PATH, { account: 'Twice' }, {});
    expect([status, text]).toEqual([409, expect.stringContaining('This report was already received.')]);
    const given = aReport({
      status: 'received',
      receivedAt: '2026-01-14T10:00:00Z',
      account: 'What <b> we did',
    });
    const after = await (await openConsole({}, given)).signedIn('provider').get(PATH);
    expect(after.text).toContain('What <b> we did');
    expect(after.html.querySelectorAll('main form')).toEqual([]);
  });

  it('accepts a large form only from a signed-in user and from a console page', async () => {
    const site = await openConsole({ [SUBMIT]: aReport() });
    const stranger = site.visitor();
    expect(await stranger.postWithFile(PATH, { account: 'a' }, {})).toMatchObject({ status: 401 });
    const large = { account: 'a'.repeat(200_001) };
    expect(await stranger.postWithFile(PATH, large, {})).toMatchObject({ status: 401 });
    const foreign = await site.signedIn('provider').postWithFile(PATH, { account: 'a' }, {});
    expect(foreign.status).toBe(403);
    const sent = (one: ApiRequest): boolean => one.route.startsWith('POST');
    expect(site.requests.filter(sent)).toEqual([]);
  });

  it('answers 404 for an update of another provider, and says if the API is not available', async () => {
    const site = await openConsole({ [UPLOAD]: UNREACHABLE });
    const visitor = site.signedIn('provider');
    expect(await visitor.get('/updates/another')).toMatchObject({ status: 404 });
    await visitor.get(PATH);
    expect(await visitor.submitWithFile(PATH, { account: 'a' }, { document: PDF })).toMatchObject({
      status: 503,
    });
  });
});
