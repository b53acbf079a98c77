import { SET_UP_CHECKS, type SetUpCheckCode, type SetUpView } from '#contracts/set-up';
import { TestConsole } from '../../../testing/test-console.js';

const LOT = '01900000-0000-7000-8000-0000000000c1';

const view = (open: readonly SetUpCheckCode[], of = 2): SetUpView => ({
  isReady: open.length === 0,
  checkedAt: '2026-01-15T09:00:00Z',
  checks: SET_UP_CHECKS.map((code) => {
    const isDone = !open.includes(code);
    return {
      code,
      isDone,
      of,
      missing: isDone ? 0 : Math.min(1, of),
      examples: isDone || of === 0 ? [] : [{ id: LOT, name: "Vale O'Brien <b>" }],
    };
  }),
  districtsWithoutDistance: [],
  clocksConfirmedAt: open.includes('clocks') ? null : '2026-01-14T10:00:00Z',
  clocksConfirmedBy: open.includes('clocks') ? null : 'Ann <i>',
});
const consoleWith = (answer: SetUpView, more: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({ 'GET /v1/set-up': answer, ...more });

describe('the set-up of an authority', () => {
  it('says that it is ready, and when each check was made', async () => {
    const { text } = await (await consoleWith(view([]))).signedIn('commissioner').get('/set-up');
    expect(text).toMatch(/Ready Your council can send broadcasts\. Checked 15 January 2026 at 09:00/);
    expect(text).toMatch(/Time limits are confirmed, 14 January 2026 at 10:00, Ann <i>/);
    expect(text).not.toContain('To do');
  });

  it('links a commissioner to what mends a lot', async () => {
    const site = await consoleWith(view(['lot_postcodes', 'officer']));
    const { text, html } = await site.signedIn('commissioner').get('/set-up');
    expect(text).toContain('1 of 2 lots have no postcodes');
    expect(html.querySelector(`#check-lot_postcodes a[href="/lots/${LOT}/change"]`)).not.toBeNull();
    expect(html.querySelector('#check-officer')?.textContent).toContain('An administrator does this');
    expect(html.querySelectorAll('#check-officer a')).toHaveLength(0);
  });

  it('links an administrator to users and providers, and shows no form', async () => {
    const site = await consoleWith(view(['officer', 'clocks', 'provider_users']));
    const { html } = await site.signedIn('administrator').get('/set-up');
    expect(html.querySelector('#check-officer a')?.getAttribute('href')).toBe('/users/new');
    expect(html.querySelector('#check-provider_users a')?.getAttribute('href')).toBe(
      '/provider-administrators',
    );
    expect(html.querySelector('#check-clocks')?.textContent).toContain('A commissioner does this');
    expect(html.querySelectorAll('main form')).toHaveLength(0);
  });

  it('names the districts without a distance, and links a commissioner to the import', async () => {
    const site = await consoleWith({ ...view([]), districtsWithoutDistance: ['BS1', 'BS2'] });
    const { html } = await site.signedIn('commissioner').get('/set-up');
    expect(html.querySelector('#districts')?.text).toMatch(
      /No distance for these postcode districts: BS1, BS2\./,
    );
    expect(html.querySelector('#districts a')?.getAttribute('href')).toBe('/imports');
    const other = await site.signedIn('administrator').get('/set-up');
    expect(other.html.querySelector('#districts')?.text).toContain('A commissioner does this');
    const done = await (await consoleWith(view([]))).signedIn('commissioner').get('/set-up');
    expect(done.html.querySelector('#districts')?.text).toContain('Done');
  });

  it('does not count lots of which there are none', async () => {
    const site = await consoleWith(
      view(['lots', 'lot_postcodes', 'tier_1', 'capacity', 'provider_users'], 0),
    );
    const { text } = await site.signedIn('commissioner').get('/set-up');
    expect(text).not.toMatch(/0 of 0/);
    expect(text).toContain('No lots yet');
  });

  it('has the clocks confirmed by a commissioner', async () => {
    const site = await consoleWith(view(['clocks']), { 'POST /v1/clock-profiles/confirm': [] });
    const visitor = site.signedIn('commissioner');
    await visitor.get('/set-up');
    expect(await visitor.submit('/clocks/confirm', {})).toMatchObject({ status: 303, location: '/set-up' });
  });

  it.each([
    { why: 'is not ready', answer: view(['officer']), location: '/set-up' },
    { why: 'is ready', answer: view([]), location: '/users' },
  ])(
    'is the first page of an administrator exactly while the council is not ready: $why',
    async ({ answer, location }) => {
      const site = await consoleWith(answer);
      expect((await site.signedIn('administrator').get('/')).location).toBe(location);
    },
  );
});
