import { aUser, TestConsole, Refusal } from '../../../../testing/test-console.js';
import {
  aCase,
  aReallocation,
  LOT_ID,
  LOTS,
  REALLOCATION_ID as ID,
  RESTRICTION_ID,
} from '../../../../testing/reallocations.js';

const PATH = `/reallocations/${ID}`;
const ROUTE = `/v1/reallocations/${ID}`;
const STUCK = aCase({
  id: 'stuck',
  status: 'unplaced',
  nextAction: 'broadcast_again',
  nextActionOwnerName: '李',
});

async function openConsole(apiAnswers: Record<string, unknown> = {}) {
  const answers: Record<string, unknown> = {
    [`GET ${ROUTE}`]: aReallocation(),
    'GET /v1/lots': LOTS,
    'GET /v1/lots/outlines': [],
    [`GET ${ROUTE}/lots`]: [{ lotId: LOT_ID, closed: 0, open: 2, stuck: 1, openMinutes: 1_050 }],
    [`GET ${ROUTE}/cases?limit=200`]: { items: [aCase(), STUCK], next: null },
    [`GET ${ROUTE}/cases?isStuck=true&limit=200`]: { items: [STUCK], next: null },
    [`GET /v1/restrictions/${RESTRICTION_ID}`]: new Refusal(404, 'restriction_not_found'),
    ...apiAnswers,
  };
  return { site: await TestConsole.open(answers), answers };
}

describe('a reallocation', () => {
  it('shows its progress, the stuck cases by owner, and every case', async () => {
    const { site } = await openConsole();
    const { text, html } = await site.signedIn('commissioner').get(PATH);
    expect(text).toContain('0 of 2 transfers closed, 0%');
    expect(text).toMatch(/Stuck with: 李 \(1\)/);
    expect(html.querySelectorAll('#case-rows tr')).toHaveLength(2);
    expect(html.querySelector('#transfers-by-lot')?.text).toMatch(
      /CH1 Charnwood North\s*2\s*1\s*0\s*17 h 30 min/,
    );
    expect(html.querySelectorAll('main b, main i')).toEqual([]);
  });

  it('shows only stuck cases with that filter', async () => {
    const { site } = await openConsole();
    const { html } = await site.signedIn('officer').get(`${PATH}?show=stuck`);
    expect(html.querySelectorAll('#case-rows tr').map(({ id }) => id)).toEqual(['case-stuck']);
    expect(html.querySelector('#case-tabs [aria-current]')?.textContent).toContain('Stuck');
  });

  it.each(['officer', 'auditor'] as const)('has no form for an %s', async (role) => {
    const { site } = await openConsole();
    const { html } = await site.signedIn(role).get(PATH);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });

  it('gets new settings, with the version that the user saw', async () => {
    const { site } = await openConsole({ [`PUT ${ROUTE}/settings`]: aReallocation() });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    const typed = { pacePerMinute: '5', intakeCap: '12', awarding: 'top_offer' };
    expect(await visitor.submit(`${PATH}/settings`, typed)).toMatchObject({ status: 303, location: PATH });
    const settings = { urgency: 'urgent', pacePerMinute: 5, intakeCap: 12, awarding: 'top_offer' };
    expect(site.requests.find(({ route }) => route.startsWith('PUT'))?.body).toEqual({
      ...settings,
      version: 3,
    });
    expect((await visitor.get(PATH)).text).toContain('Done');
  });

  it.each([
    [{ pacePerMinute: 'many' }, '#settings-pacePerMinute'],
    [{ pacePerMinute: '' }, '#settings-pacePerMinute'],
    [{ intakeCap: '-1' }, '#settings-intakeCap'],
  ])('shows the error of %j, and keeps the version that the user saw', async (typed, field) => {
    const { site, answers } = await openConsole();
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    answers[`GET ${ROUTE}`] = aReallocation({ version: 4, pacePerMinute: 1 });
    const { status, html } = await visitor.submit(`${PATH}/settings`, typed);
    expect([status, html.querySelector('.govuk-error-summary a')?.getAttribute('href')]).toEqual([
      400,
      field,
    ]);
    const [name, value] = Object.entries(typed)[0] ?? [];
    expect(html.querySelector(`#settings-${name}`)?.getAttribute('value') ?? '').toBe(value);
    const form = html.querySelector(`form[action="${PATH}/settings"]`);
    expect(form?.querySelector('[name=version]')?.getAttribute('value')).toBe('3');
  });

  it('shows a colleague’s change beside what was typed', async () => {
    const { site, answers } = await openConsole({
      [`PUT ${ROUTE}/settings`]: new Refusal(409, 'version_stale'),
    });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    answers[`GET ${ROUTE}`] = aReallocation({ version: 4, pacePerMinute: 1 });
    const { status, text, html } = await visitor.submit(`${PATH}/settings`, { pacePerMinute: '5' });
    expect([status, text]).toEqual([409, expect.stringMatching(/A colleague changed this.*1 a minute/)]);
    expect(html.querySelector('#settings-pacePerMinute')?.getAttribute('value')).toBe('5');
    const form = html.querySelector(`form[action="${PATH}/settings"]`);
    expect(form?.querySelector('[name=version]')?.getAttribute('value')).toBe('4');
  });
});

describe('a proposed reallocation', () => {
  const proposed = {
    [`GET ${ROUTE}`]: aReallocation({ status: 'proposed', startedAt: null, reason: null }, {}),
  };

  it('is dismissed with a reason', async () => {
    const { site } = await openConsole({ ...proposed, [`POST ${ROUTE}/dismiss`]: aReallocation() });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    const without = await visitor.submit(`${PATH}/dismiss`);
    expect([
      without.status,
      without.html.querySelector('.govuk-error-summary a')?.getAttribute('href'),
    ]).toEqual([400, '#dismiss-reason']);
    expect(await visitor.submit(`${PATH}/dismiss`, { reason: 'Re-inspected <b>' })).toMatchObject({
      status: 303,
    });
    const body = { reason: 'Re-inspected <b>', version: 3 };
    expect(site.requests.find(({ route }) => route === `POST ${ROUTE}/dismiss`)?.body).toEqual(body);
  });

  it('is dismissed, but not started, by the commissioner who recorded its cause', async () => {
    const { site } = await openConsole({
      [`GET ${ROUTE}`]: aReallocation({ status: 'proposed', mayNotStart: [aUser('commissioner').id] }, {}),
    });
    const { html, text } = await site.signedIn('commissioner').get(PATH);
    expect(html.querySelector(`form[action="${PATH}/start"]`)).toBeNull();
    expect(html.querySelector(`form[action="${PATH}/dismiss"]`)).not.toBeNull();
    expect(text).toContain('Ask another commissioner to start it');
  });

  it('says that its cause no longer applies, and keeps the typed reason', async () => {
    const refusal = new Refusal(409, 'reallocation_groundless');
    const { site } = await openConsole({ ...proposed, [`POST ${ROUTE}/start`]: refusal });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    const { status, text, html } = await visitor.submit(`${PATH}/start`, { reason: 'Unsafe <b>' });
    expect([status, text]).toEqual([
      409,
      expect.stringContaining('reason for this reallocation no longer applies'),
    ]);
    expect(html.querySelector('#settings-reason')?.textContent.trim()).toBe('Unsafe <b>');
  });
});
