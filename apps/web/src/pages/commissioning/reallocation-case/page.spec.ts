import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import {
  A_PLACEMENT,
  aCase,
  CASE_ID,
  LOTS,
  PLACEMENT_ID,
  REALLOCATION_ID,
} from '../../../../testing/reallocations.js';

const PATH = `/reallocations/${REALLOCATION_ID}/cases/${CASE_ID}`;
const END = `POST /v1/placements/${PLACEMENT_ID}/end`;
const KEEP = `POST /v1/cases/${CASE_ID}/keep`;

const openConsole = (apiAnswers: Record<string, unknown> = {}, one = aCase()): Promise<TestConsole> =>
  TestConsole.open({
    [`GET /v1/cases/${CASE_ID}`]: one,
    [`GET /v1/placements/${PLACEMENT_ID}`]: A_PLACEMENT,
    'GET /v1/lots': LOTS,
    ...apiAnswers,
  });

describe('a case of a reallocation', () => {
  it('ends the care for a reason, with the version that the user saw', async () => {
    const site = await openConsole({ [END]: A_PLACEMENT });
    const visitor = site.signedIn('officer');
    const { text } = await visitor.get(PATH);
    expect(text).toMatch(/Transfer 1: package HW-000042.*Time-critical.*Lives alone/);
    const without = await visitor.submit(`${PATH}/end`);
    expect([without.status, without.text]).toEqual([
      400,
      expect.stringContaining('Choose the reason the care ended.'),
    ]);
    const { location } = await visitor.submit(`${PATH}/end`, { reason: 'moved_away' });
    expect(location).toBe(`/reallocations/${REALLOCATION_ID}`);
    expect(site.requests.find(({ route }) => route === END)?.body).toEqual({
      reason: 'moved_away',
      version: 7,
    });
  });

  it('keeps what was chosen if the care was changed meanwhile', async () => {
    const site = await openConsole({ [END]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    const { status, html } = await visitor.submit(`${PATH}/end`, { reason: 'moved_away' });
    expect(status).toBe(409);
    expect(html.querySelector('input[name=reason][checked]')?.getAttribute('value')).toBe('moved_away');
  });

  it('keeps the care where it is for a reason, and keeps the typed reason after a refusal', async () => {
    const site = await openConsole({ [KEEP]: new Refusal(409, 'move_not_allowed') });
    const visitor = site.signedIn('officer');
    await visitor.get(PATH);
    expect((await visitor.submit(`${PATH}/keep`)).text).toContain('Enter the reason for keeping the care.');
    const { status, html } = await visitor.submit(`${PATH}/keep`, { reason: 'She asks to stay <b>' });
    expect([status, html.querySelector('#keep-reason')?.textContent.trim()]).toEqual([
      409,
      'She asks to stay <b>',
    ]);
  });

  it.each([
    ['auditor', aCase()],
    ['commissioner', aCase({ status: 'moved', nextAction: null, nextActionDueAt: null })],
  ] as const)('has no form for an %s if no decision is due', async (role, one) => {
    const { html } = await (await openConsole({}, one)).signedIn(role).get(PATH);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });
});
