import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aWork } from '../../../../testing/providing.js';

const OTHER_LOT = '01900000-0000-7000-8000-0000000000f1';
const { branchId, lotId, capacity } = aWork();
const CHANGE = `/capacity/${branchId}/${lotId}`;
const ROUTE = `/v1/branches/${branchId}/capacity/${lotId}`;

const openConsole = (apiAnswers: Record<string, unknown> = {}, work = [aWork()]): Promise<TestConsole> =>
  TestConsole.open({ 'GET /v1/work': work, ...apiAnswers });

const KEY = `${branchId}_${lotId}`;
const CONFIRM = 'POST /v1/capacity/confirm';

describe('capacity', () => {
  it.each([
    ['2026-01-08T09:00:00.000Z', 'All 1 are up to date', '7 days ago to the second'],
    ['2026-01-08T08:59:59.999Z', '1 of 1 not declared in the last 7 days', 'a moment longer'],
  ])('declared at %s is shown as %s: %s', async (declaredAt, words) => {
    const work = capacity && aWork({ capacity: { ...capacity, declaredAt } });
    const site = await openConsole({}, work ? [work] : []);
    const { text, html } = await site.signedIn('provider').get('/capacity');
    expect(text).toMatch(/Charnwood North.*Breakfast and tea/);
    expect(html.querySelector(`[id="${KEY}_hours"]`)?.getAttribute('value')).toBe('10 h');
    expect(text).toContain(words);
  });

  it('is one line for each branch and lot, oldest first', async () => {
    const at = (days: number) =>
      capacity && { ...capacity, declaredAt: new Date(Date.UTC(2026, 0, 15 - days)).toISOString() };
    const site = await openConsole({}, [
      aWork({ lotId: 'l1', lotName: 'Fresh', capacity: at(1) }),
      aWork({ lotId: 'l2', lotName: 'Oldest', capacity: at(30) }),
      aWork({ lotId: 'l3', lotName: 'Never', capacity: null }),
      aWork({ lotId: 'l4', lotName: 'Given up', isCurrent: false }),
    ]);
    const { html } = await site.signedIn('provider').get('/capacity');
    const rows = html.querySelectorAll('#capacity-rows tbody tr').map((row) => row.textContent);
    expect(rows.map((row) => /Fresh|Oldest|Never declared|Not declared|Given up/.exec(row)?.[0])).toEqual([
      'Not declared',
      'Oldest',
      'Fresh',
    ]);
  });

  it('is confirmed for all branches and lots with one button, with the versions that the user saw', async () => {
    const work = [
      aWork(),
      aWork({ branchId: '1-200000001', branchName: 'Other', lotId: OTHER_LOT, lotName: 'Melton' }),
      aWork({ lotId: 'undeclared', lotName: 'Blaby', capacity: null }),
      aWork({ lotId: 'ended', lotName: 'Given up', isCurrent: false }),
    ];
    const site = await openConsole({ [CONFIRM]: { confirmed: [], refused: [] } }, work);
    const visitor = site.signedIn('provider');
    const { text } = await visitor.get('/capacity');
    expect(text).toContain('Confirm all 2');
    expect(text).not.toContain('Given up');
    expect(await visitor.submit('/capacity/confirm')).toMatchObject({ status: 303, location: '/capacity' });
    expect(site.requests.at(-1)?.body).toEqual({
      lines: [
        { branchId, lotId, version: 4 },
        { branchId: '1-200000001', lotId: OTHER_LOT, version: 4 },
      ],
    });
  });

  it('is changed in its line, or confirmed for one line alone', async () => {
    const work = [aWork(), aWork({ lotId: OTHER_LOT, lotName: 'Melton' })];
    const site = await openConsole({ [CONFIRM]: { confirmed: [], refused: [] } }, work);
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    await visitor.submit('/capacity/confirm', { [`${KEY}_hours`]: '3:15' });
    expect(site.requests.at(-1)?.body).toEqual({
      lines: [
        { branchId, lotId, version: 4, spareMinutes: 195 },
        { branchId, lotId: OTHER_LOT, version: 4 },
      ],
    });
    await visitor.get('/capacity');
    await visitor.submit('/capacity/confirm', { only: `${branchId}_${OTHER_LOT}` });
    expect(site.requests.at(-1)?.body).toEqual({ lines: [{ branchId, lotId: OTHER_LOT, version: 4 }] });
  });

  it('says which line a colleague changed meanwhile, and that the others are confirmed', async () => {
    const site = await openConsole({
      [CONFIRM]: { confirmed: [], refused: [{ ...capacity, refusal: 'changed' }] },
    });
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    const { status, text, html } = await visitor.submit('/capacity/confirm');
    expect([status, text]).toEqual([
      409,
      expect.stringContaining('Charnwood North: changed since you opened'),
    ]);
    expect(text).toContain('All other lines are confirmed');
    const link = html.querySelector('.govuk-error-summary a')?.getAttribute('href') ?? '';
    expect(html.querySelector(`[id="${link.slice(1)}"]`)).not.toBeNull();
  });

  it('keeps what was typed into other lines while one line is refused', async () => {
    const work = [aWork(), aWork({ lotId: OTHER_LOT, lotName: 'Melton' })];
    const refused = [{ branchId, lotId: OTHER_LOT, refusal: 'changed' }];
    const site = await openConsole({ [CONFIRM]: { confirmed: [], refused } }, work);
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    const { status, html } = await visitor.submit('/capacity/confirm', {
      only: `${branchId}_${OTHER_LOT}`,
      [`${KEY}_hours`]: '12',
    });
    expect(status).toBe(409);
    expect(html.querySelector(`[id="${KEY}_hours"]`)?.getAttribute('value')).toBe('12');
  });

  it('keeps what was typed if it is no number of hours', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    const { status, text, html } = await visitor.submit('/capacity/confirm', { [`${KEY}_hours`]: '-1' });
    expect([status, text]).toEqual([400, expect.stringContaining('Enter hours such as 10.5 or 10:30')]);
    expect(html.querySelector(`[id="${KEY}_hours"]`)?.getAttribute('value')).toBe('-1');
    expect(site.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
  });

  it('keeps the version that the user saw with what was typed, so that a colleague is not overwritten', async () => {
    const other = aWork({ lotId: OTHER_LOT, lotName: 'Melton' });
    const work = [aWork(), other];
    const site = await openConsole({ [CONFIRM]: { confirmed: [], refused: [] } }, work);
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    work[1] = { ...other, capacity: other.capacity && { ...other.capacity, spareMinutes: 60, version: 5 } };
    await visitor.submit('/capacity/confirm', { [`${KEY}_hours`]: 'many' });
    await visitor.submit('/capacity/confirm', { [`${KEY}_hours`]: '12' });
    expect(site.requests.at(-1)?.body).toMatchObject({
      lines: [
        { lotId, version: 4, spareMinutes: 720 },
        { lotId: OTHER_LOT, version: 4 },
      ],
    });
  });

  it('keeps what was typed into other lines while one line is confirmed', async () => {
    const work = [aWork(), aWork({ lotId: OTHER_LOT, lotName: 'Melton' })];
    const site = await openConsole({ [CONFIRM]: { confirmed: [], refused: [] } }, work);
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    const { status, html } = await visitor.submit('/capacity/confirm', {
      only: `${branchId}_${OTHER_LOT}`,
      [`${KEY}_hours`]: '12',
    });
    expect(status).toBe(200);
    expect(site.requests.at(-2)?.body).toEqual({ lines: [{ branchId, lotId: OTHER_LOT, version: 4 }] });
    expect(html.querySelector(`[id="${KEY}_hours"]`)?.getAttribute('value')).toBe('12');
  });

  it('is declared in hours and minutes', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: capacity });
    const visitor = site.signedIn('provider');
    const { html } = await visitor.get(CHANGE);
    expect(html.querySelector('#hours')?.getAttribute('value')).toBe('10 h');
    const wrong = await visitor.submit(CHANGE, { hours: '3.30' });
    expect([wrong.status, wrong.text]).toEqual([
      400,
      expect.stringContaining('Enter 3 h 30 min or 3 h 18 min: “3.30” can mean both.'),
    ]);
    expect(wrong.html.querySelector('#hours')?.getAttribute('value')).toBe('3.30');
    expect(wrong.html.querySelector('output[for=hours]')?.textContent).toBe('3 h 30 min or 3 h 18 min?');
    await visitor.submit(CHANGE, {
      hours: '3h15',
      doubleUps: '',
      'band-lunch': 'yes',
      'band-breakfast': '',
    });
    expect(site.requests.at(-1)?.body).toEqual({
      spareMinutes: 195,
      bands: ['lunch', 'tea'],
      doubleUps: false,
      version: 4,
    });
  });

  it('shows a change beside what was typed, and answers 404 for a lot of another provider', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('provider');
    await visitor.get(CHANGE);
    const { status, text, html } = await visitor.submit(CHANGE, { hours: '99' });
    expect([status, text]).toEqual([
      409,
      expect.stringContaining('A colleague changed this: 10 h spare now'),
    ]);
    expect(html.querySelector('#hours')?.getAttribute('value')).toBe('99');
    expect(await visitor.get(`/capacity/${branchId}/${OTHER_LOT}`)).toMatchObject({ status: 404 });
  });
});
