import type { HandBackView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aWork } from '../../../../testing/providing.js';

const ID = '01900000-0000-7000-8000-0000000000a1';
const { branchId, lotId, authorityId } = aWork();
const RESUME = `/standing/pauses/${ID}/resume`;

const aNotice = (given: Partial<RestrictionView> = {}): RestrictionView => ({
  id: ID,
  branchId,
  branchName: 'Lanternfold Care',
  source: 'cqc',
  reference: 'CQC-1 <b>',
  evidence: '',
  documentId: null,
  ownerId: null,
  ownerName: null,
  reason: 'Rushed <b> visits',
  from: '2026-01-10T09:00:00Z',
  to: null,
  lotIds: [],
  conditions: [{ id: 'c1', kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }],
  recordedAt: '2026-01-10T09:00:00Z',
  recordedBy: null,
  recordedByAuthority: "King's Council <b>",
  liftedAt: null,
  liftReason: null,
  expiredAt: null,
  contests: [],
  version: 1,
  ...given,
});
const page = (...items: object[]): object => ({ items, next: null });
const handBack: HandBackView = {
  id: 'h1',
  authorityId,
  branchId,
  lotIds: [lotId],
  noticeDays: 10,
  contractNoticeDays: 28,
  leavesOn: '2026-01-25',
  reason: 'We leave',
  restrictionId: ID,
  reallocationId: null,
  recordedAt: '2026-01-15T08:00:00Z',
};

const openConsole = (
  restrictions: object[],
  apiAnswers: Record<string, unknown> = {},
): Promise<TestConsole> =>
  TestConsole.open({
    'GET /v1/work': [aWork()],
    'GET /v1/restrictions?limit=200': page(...restrictions),
    'GET /v1/reports?limit=200': page(),
    'GET /v1/hand-backs': page(),
    ...apiAnswers,
  });

describe('the compliance page of a provider', () => {
  it('shows the restrictions in force in words, without ended ones', async () => {
    const ended = [
      aNotice({ id: 'e1', reference: 'LIFTED', liftedAt: '2026-01-11T09:00:00Z' }),
      aNotice({ id: 'e2', reference: 'OVER', to: '2026-01-15T09:00:00Z' }),
    ];
    const toCome = aNotice({ id: 'f1', reference: 'LATER', from: '2026-01-16T09:00:00Z', lotIds: [lotId] });
    const { text, html } = await (
      await openConsole([aNotice(), ...ended, toCome])
    )
      .signedIn('provider')
      .get('/standing');
    expect(text).toMatch(
      /In force No person’s care may grow by more than 3 h 30 min a week.*Care Quality Commission, CQC-1 <b>.*all lots.*Recorded by King's Council <b>\..*Rushed <b> visits/,
    );
    expect(text).toMatch(/Not yet in force.*LATER.*in Charnwood North/);
    expect(text).not.toMatch(/LIFTED|OVER/);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });

  it('shows who contests a notice and the answer, and contests it once', async () => {
    const contest = {
      ...{
        id: 'k1',
        status: 'upheld' as const,
        by: 'Derby <b>',
        isMine: false,
        contestedAt: '2026-01-11T09:00:00Z',
      },
      ...{ dueAt: '2026-01-13T09:00:00Z', reason: null, documentId: null },
      ...{ answeredAt: '2026-01-12T09:00:00Z', answer: 'CQC <i> confirms' },
    } as const;
    const PATH = `/standing/notices/${ID}/contest`;
    const site = await openConsole([aNotice({ contests: [contest] })], {
      [`POST /v1/branches/${branchId}/contests`]: aNotice(),
    });
    const visitor = site.signedIn('provider');
    const { text, html } = await visitor.get('/standing');
    expect(text).toMatch(/Contested by Derby <b>.*Upheld: CQC <i> confirms/);
    expect(html.querySelector(`a[href="${PATH}"]`)).not.toBeNull();
    expect((await visitor.get(PATH)).text).toContain('Contest the notice on Lanternfold Care');
    expect(await visitor.submitWithFile(PATH, { reason: 'Wrong branch' }, {})).toMatchObject({ status: 303 });
    expect(site.requests.find(({ route }) => route.endsWith('/contests'))?.body).toMatchObject({
      restrictionId: ID,
      reason: 'Wrong branch',
    });

    const mine = { ...contest, status: 'open', isMine: true } as const;
    const own = await openConsole([aNotice({ contests: [mine] })]);
    const again = await own.signedIn('provider').get('/standing');
    expect(again.html.querySelector(`a[href="${PATH}"]`)).toBeNull();
  });

  it('ends a pause with a reason, and has no form to end a hand-back', async () => {
    const pause = aNotice({ source: 'provider', conditions: [{ id: 'c1', kind: 'closed' }] });
    const site = await openConsole([pause], { [`POST /v1/restrictions/${ID}/resume`]: pause });
    const visitor = site.signedIn('provider');
    await visitor.get('/standing');
    const { status, text } = await visitor.submit(RESUME, { reason: '' });
    expect([status, text]).toEqual([400, expect.stringContaining('Enter the reason for ending the pause.')]);
    expect(await visitor.submit(RESUME, { reason: 'Well' })).toMatchObject({ status: 303 });
    expect(site.requests.at(-1)?.body).toEqual({ reason: 'Well' });

    const closed = await openConsole([pause], { 'GET /v1/hand-backs': page(handBack) });
    const handedBack = await closed.signedIn('provider').get('/standing');
    expect(handedBack.html.querySelectorAll('main form')).toEqual([]);
    expect(handedBack.text).toMatch(/last day 25 January 2026 \(10 days’ notice; the contract asks for 28\)/);
  });

  it('pauses a branch in the chosen lots until the end of a day in London', async () => {
    const site = await openConsole([], { [`POST /v1/branches/${branchId}/pause`]: [] });
    const visitor = site.signedIn('provider');
    await visitor.get('/standing/pause');
    const refused = await visitor.submit('/standing/pause', {
      which: 'some',
      [`lot-${lotId}`]: '',
      until: 'soon',
    });
    expect(refused.text).toMatch(/Choose at least one lot.*last day of the pause.*Enter the reason/);
    const typed = { which: 'some', [`lot-${lotId}`]: 'yes', until: '2026-07-15', reason: 'Flu' };
    expect(await visitor.submit('/standing/pause', typed)).toMatchObject({
      status: 303,
      location: '/standing',
    });
    expect(site.requests.at(-1)?.body).toEqual({
      lotIds: [lotId],
      reason: 'Flu',
      to: '2026-07-15T22:59:00.000Z',
    });
  });

  it('shows the API’s refusal of a pause beside its field', async () => {
    const faults = [{ code: 'ends_before_start', sentence: 'Enter an end after the start.' }];
    const site = await openConsole([], {
      [`POST /v1/branches/${branchId}/pause`]: new Refusal(422, 'restriction_invalid', { faults }),
    });
    const visitor = site.signedIn('provider');
    await visitor.get('/standing/pause');
    const typed = { which: 'all', until: '2026-01-10', reason: 'Flu <b>' };
    const { status, text, html } = await visitor.submit('/standing/pause', typed);
    expect([status, text]).toEqual([422, expect.stringContaining('Enter an end after the start.')]);
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#until');
    expect(html.querySelector('#reason')?.textContent).toContain('Flu <b>');
  });

  it('hands work back only if the box is ticked', async () => {
    const site = await openConsole([], { 'POST /v1/hand-backs': [handBack] });
    const visitor = site.signedIn('provider');
    const { text } = await visitor.get('/standing/hand-back');
    expect(text).toContain('Your contracts ask for up to 28 days.');
    const typed = { which: 'all', noticeDays: '10', reason: 'We leave' };
    const unsure = await visitor.submit('/standing/hand-back', { ...typed, sure: '' });
    expect([unsure.status, unsure.text]).toEqual([
      400,
      expect.stringContaining('Confirm that you are handing back'),
    ]);
    await visitor.submit('/standing/hand-back', { ...typed, sure: 'yes' });
    expect(site.requests.at(-1)?.body).toEqual({ branchId, lotIds: [], noticeDays: 10, reason: 'We leave' });
  });

  it('asks for the branch first if there are several, and never offers a branch of another provider', async () => {
    const work = [aWork(), aWork({ branchId: '1-200000001', branchName: 'Second' })];
    const site = await openConsole([], { 'GET /v1/work': work });
    const visitor = site.signedIn('provider');
    for (const path of ['/standing/pause', '/standing/hand-back?branch=1-999']) {
      const { text, html } = await visitor.get(path);
      expect(text).toContain('Continue');
      expect(html.querySelectorAll('main form[method="post"]')).toEqual([]);
    }
  });
});
