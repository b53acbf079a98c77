import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aWork } from '../../../../testing/providing.js';

const OTHER_LOT = '01900000-0000-7000-8000-0000000000f1';
const { branchId, lotId, capacity } = aWork();
const CHANGE = `/capacity/${branchId}/${lotId}`;
const ROUTE = `/v1/branches/${branchId}/capacity/${lotId}`;

const openConsole = (apiAnswers: Record<string, unknown> = {}, work = [aWork()]): Promise<TestConsole> =>
  TestConsole.open({ 'GET /v1/work': work, ...apiAnswers });

describe('capacity', () => {
  it.each([
    ['2026-01-08T09:00:00.000Z', 'Up to date', '7 days ago to the second'],
    ['2026-01-08T08:59:59.999Z', 'Over 7 days ago', 'a moment longer'],
  ])('declared at %s is shown as %s: %s', async (declaredAt, words) => {
    const work = capacity && aWork({ capacity: { ...capacity, declaredAt } });
    const site = await openConsole({}, work ? [work] : []);
    const { text } = await site.signedIn('provider').get('/capacity');
    expect(text).toMatch(/Charnwood North.*10 hours.*Breakfast and tea/);
    expect(text).toContain(words);
  });

  it('is confirmed for all lots of a branch with one button, with the versions that the user saw', async () => {
    const work = [
      aWork(),
      aWork({ lotId: OTHER_LOT, lotName: 'Melton', capacity: null }),
      aWork({ lotId: 'ended', lotName: 'Given up', isCurrent: false }),
    ];
    const site = await openConsole({ [`POST /v1/branches/${branchId}/capacity/confirm`]: [] }, work);
    const visitor = site.signedIn('provider');
    const { text } = await visitor.get('/capacity');
    expect(text).toMatch(/To confirm 1 of 2 not declared in the last 7 days.*Melton.*Not declared.*Never/);
    expect(text).not.toContain('Given up');
    expect(await visitor.submit('/capacity/confirm')).toMatchObject({ status: 303, location: '/capacity' });
    expect(site.requests.at(-1)?.body).toEqual({ lots: [{ lotId, version: 4 }] });
  });

  it('is not confirmed if an award has reduced it meanwhile', async () => {
    const site = await openConsole({
      [`POST /v1/branches/${branchId}/capacity/confirm`]: new Refusal(409, 'version_stale'),
    });
    const visitor = site.signedIn('provider');
    await visitor.get('/capacity');
    const { status, text, html } = await visitor.submit('/capacity/confirm');
    expect([status, text]).toEqual([409, expect.stringContaining('has changed since you opened the page')]);
    const link = html.querySelector('.govuk-error-summary a')?.getAttribute('href') ?? '';
    expect(html.querySelector(link)).not.toBeNull();
  });

  it('is declared in hours and minutes', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: capacity });
    const visitor = site.signedIn('provider');
    const { html } = await visitor.get(CHANGE);
    expect(html.querySelector('#hours')?.getAttribute('value')).toBe('10');
    const wrong = await visitor.submit(CHANGE, { hours: '3', minutes: '75' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('minutes from 0 to 59')]);
    expect(wrong.html.querySelector('#minutes')?.getAttribute('value')).toBe('75');
    await visitor.submit(CHANGE, {
      hours: '3',
      minutes: '15',
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
    const { status, text, html } = await visitor.submit(CHANGE, { hours: '99', minutes: '' });
    expect([status, text]).toEqual([409, expect.stringContaining('It now reads: 10 hours to spare.')]);
    expect(html.querySelector('#hours')?.getAttribute('value')).toBe('99');
    expect(await visitor.get(`/capacity/${branchId}/${OTHER_LOT}`)).toMatchObject({ status: 404 });
  });
});
