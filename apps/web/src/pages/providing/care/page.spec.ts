import { TestConsole } from '../../../../testing/test-console.js';
import { aCare, anAwaitedStart, aWork } from '../../../../testing/providing.js';

const LIVE = 'GET /v1/care?status=live&limit=30';
const apiAnswers = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  'GET /v1/work': [aWork()],
  'GET /v1/starts?limit=200': { items: [], next: null },
  [LIVE]: { items: [aCare()], next: null },
  ...given,
});

describe('the care of a provider', () => {
  it.each([
    [{ leftMinutes: 75, until: '2026-12-14T12:00:00Z' }, '1 h 15 min left until 14 December 2026'],
    [{ leftMinutes: 0, until: null }, '0 h left'],
    [null, 'No limit'],
  ])('says by how much the care may still grow: %j', async (headRoom, words) => {
    const site = await TestConsole.open(apiAnswers({ [LIVE]: { items: [aCare({ headRoom })], next: null } }));
    const { text, html } = await site.signedIn('provider').get('/care');
    expect(html.querySelector('#care-rows')?.textContent).toContain(words);
    expect(text).toMatch(/HW-000042.*LE11 3, Charnwood North.*8 h 45 min.*14 visits/);
    expect(html.querySelectorAll('main b')).toEqual([]);
  });

  it('lists the start that is due first at the top, and marks overdue starts', async () => {
    const starts = [
      anAwaitedStart({ id: '01900000-0000-7000-8000-0000000000c1', startDueAt: '2026-01-16T09:00:00Z' }),
      anAwaitedStart({ id: '01900000-0000-7000-8000-0000000000c2', startDueAt: '2026-01-15T09:00:00Z' }),
    ];
    const site = await TestConsole.open(
      apiAnswers({ 'GET /v1/starts?limit=200': { items: starts, next: null } }),
    );
    const { html } = await site.signedIn('provider').get('/care');
    const rows = html.querySelectorAll('#starts-rows tr').map(({ textContent }) => textContent);
    expect(rows.map((row) => [row.includes('Overdue'), row.includes('1 d left')])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('names another delivering branch, and shows a variation request', async () => {
    const care = aCare({
      deliveringBranchId: '1-200000001',
      deliveringBranchName: 'Other <i> Care',
      delivers: false,
      askedChange: { variationRequestId: 'x', toMinutes: 600, dueAt: '2026-01-15T12:00:00Z' },
    });
    const site = await TestConsole.open(apiAnswers({ [LIVE]: { items: [care], next: null } }));
    const { text } = await site.signedIn('provider').get('/care');
    expect(text).toMatch(/delivered by Other <i> Care.*To 10 h/);
  });

  it('is filtered by branch and shown in pages', async () => {
    const branches = [aWork(), aWork({ branchId: '1-200000001', branchName: 'Second' })];
    const site = await TestConsole.open(
      apiAnswers({
        'GET /v1/work': branches,
        'GET /v1/care?status=live&branchId=1-200000001&limit=30': { items: [], next: 'last' },
      }),
    );
    const { html } = await site.signedIn('provider').get('/care?branch=1-200000001');
    expect(html.querySelector('option[selected]')?.textContent.trim()).toBe('Second');
    const links = html.querySelectorAll('main a').map((one) => one.getAttribute('href'));
    expect(links).toContain('/care?branch=1-200000001&after=last');
  });

  it('says why it has ended', async () => {
    const ended = aCare({ status: 'ended', endedAt: '2026-01-14T12:00:00Z', endReason: 'moved' });
    const site = await TestConsole.open({
      'GET /v1/care?status=ended&limit=30': { items: [ended], next: null },
    });
    const { text } = await site.signedIn('provider').get('/care/ended');
    expect(text).toContain('Transferred to another branch');
  });
});
