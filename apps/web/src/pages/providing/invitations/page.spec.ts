import { TestConsole } from '../../../../testing/test-console.js';
import type { HTMLElement } from 'node-html-parser';
import { anAwaitedStart, anInvitation, aReport, aWork } from '../../../../testing/providing.js';

const PENDING = 'GET /v1/invitations?state=pending&limit=200';
const none = { items: [], next: null };
const nothing = {
  [PENDING]: none,
  'GET /v1/starts?limit=200': none,
  'GET /v1/reports?status=due&limit=200': none,
  'GET /v1/reports?status=overdue&limit=200': none,
  'GET /v1/work': [aWork()],
};
const page = (...items: unknown[]) => ({ items, next: null });
const rowsOf = (html: HTMLElement, section: string): string[] =>
  html
    .querySelectorAll(`section[aria-labelledby="work-${section}"] tbody tr`)
    .map((row) => row.textContent.replaceAll(/\s+/g, ' '));

describe('the first page of a provider', () => {
  it('begins with what it must do, the soonest due first, each with its next action', async () => {
    const declaredAt = '2026-01-07T21:00:00.000Z';
    const stale = aWork();
    const site = await TestConsole.open({
      ...nothing,
      [PENDING]: page(anInvitation({ openedAt: '2026-01-15T07:00:00.000Z' })),
      'GET /v1/starts?limit=200': page(
        anAwaitedStart({ startDueAt: '2026-01-15T08:00:00.000Z', awardedAt: '2026-01-14T08:00:00.000Z' }),
      ),
      'GET /v1/reports?status=due&limit=200': page(aReport({ dueAt: '2026-01-15T10:00:00.000Z' })),
      'GET /v1/work': [stale.capacity ? { ...stale, capacity: { ...stale.capacity, declaredAt } } : stale],
    });
    const { html, text } = await site.signedIn('provider').get('/invitations');
    const rows = rowsOf(html, 'now');
    expect(rows.map((row) => /Confirm capacity|Confirm start|Send report|Answer/.exec(row)?.[0])).toEqual([
      'Confirm capacity',
      'Confirm start',
      'Send report',
      'Answer',
    ]);
    expect(rows[1]).toMatch(/1 h overdue.*HW-000042.*Start overdue.*8 h 45 min/);
    expect(text).toContain('4 to do now, 0 more invitations to answer');
    expect(html.querySelectorAll('#to-do > span').map((one) => one.textContent.trim())).toEqual([
      '1 start to confirm overdue',
      '1 report to send',
      '1 capacity to confirm overdue',
      '1 invitation to answer',
    ]);
    const links = html.querySelectorAll('#work-rows a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      '/capacity',
      expect.stringMatching('/starts/'),
      expect.stringMatching('/updates/'),
      expect.stringMatching('/invitations/'),
    ]);
  });

  it('says on the strip how much of each kind is overdue, and leaves out what there is none of', async () => {
    const site = await TestConsole.open({
      ...nothing,
      'GET /v1/reports?status=due&limit=200': page(aReport({ dueAt: '2026-01-15T10:00:00.000Z' })),
      'GET /v1/reports?status=overdue&limit=200': page(
        aReport({
          id: '01900000-0000-7000-8000-0000000000ab',
          dueAt: '2026-01-15T08:00:00.000Z',
          status: 'overdue',
        }),
      ),
    });
    const visitor = site.signedIn('provider');
    const strip = (await visitor.get('/invitations')).html.querySelectorAll('#to-do > span');
    expect(strip.map((one) => one.textContent.trim())).toEqual(['2 reports to send 1 overdue']);
    expect(strip[0]?.querySelector('a')?.getAttribute('href')).toContain('0000000000ab');
  });

  it('shows the other invitations and the offers that wait for a decision', async () => {
    const site = await TestConsole.open({
      ...nothing,
      [PENDING]: page(
        anInvitation({ id: '01900000-0000-7000-8000-0000000000aa', closesAt: '2026-01-17T11:00:00.000Z' }),
        anInvitation({
          id: '01900000-0000-7000-8000-0000000000ac',
          closesAt: '2026-01-15T13:00:00.000Z',
          careIsRunning: true,
        }),
        anInvitation({ id: '01900000-0000-7000-8000-0000000000ab', offerId: 'x', offerStatus: 'standing' }),
        anInvitation({
          id: '01900000-0000-7000-8000-0000000000ad',
          status: 'ended',
          offerId: 'y',
          offerStatus: 'standing',
          closesAt: '2026-01-15T08:30:00.000Z',
        }),
      ),
    });
    const { html } = await site.signedIn('provider').get('/invitations');
    expect(rowsOf(html, 'now')).toEqual([]);
    const [first, second] = rowsOf(html, 'invitations');
    expect(first).toMatch(
      /4 h left.*New.*Hospital discharge.*LE11 3.*11 h 10 min.*Transfer; Two carers.*Answer/,
    );
    expect(second).toMatch(/2 d 2 h left/);
    const answered = rowsOf(html, 'answered');
    expect(answered[0]).toMatch(/Closed.*Being decided.*View offer/);
    expect(answered[0]).not.toContain('overdue');
    expect(answered[1]).toMatch(/Offer made.*View offer/);
  });

  it('is filtered by branch, with the branch in the address', async () => {
    const other = { branchId: '1-200000001', branchName: 'Other Care' };
    const site = await TestConsole.open({
      ...nothing,
      [PENDING]: page(
        anInvitation({ id: '01900000-0000-7000-8000-0000000000aa' }),
        anInvitation({ id: '01900000-0000-7000-8000-0000000000ab', ...other }),
      ),
      'GET /v1/work': [aWork(), aWork(other)],
    });
    const { html } = await site.signedIn('provider').get('/invitations?branch=1-200000001');
    const ids = html.querySelectorAll('#work-rows tr[id]').map((row) => row.getAttribute('id'));
    expect(ids).toEqual(['invitation-01900000-0000-7000-8000-0000000000ab']);
    expect(html.querySelector('#branch option[selected]')?.textContent).toBe('Other Care');
  });

  it('say that there are none, and link to earlier invitations', async () => {
    const site = await TestConsole.open({
      ...nothing,
      'GET /v1/invitations?state=over': {
        items: [anInvitation({ status: 'ended', offerId: 'x', offerStatus: 'lost', ownRank: 2 })],
        next: '01900000-0000-7000-8000-00000000000a',
      },
    });
    const visitor = site.signedIn('provider');
    const { text, html } = await visitor.get('/invitations');
    expect(text).toContain('No work to do');
    expect(html.querySelector('main a[href="/invitations/earlier"]')).not.toBeNull();
    const earlier = await visitor.get('/invitations/earlier');
    expect(earlier.text).toContain('Not chosen');
    expect(earlier.html.querySelectorAll('main a').map((a) => a.getAttribute('href'))).toContain(
      '/invitations/earlier?after=01900000-0000-7000-8000-00000000000a',
    );
  });
});
