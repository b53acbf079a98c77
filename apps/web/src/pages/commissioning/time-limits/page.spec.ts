import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const { hospital, urgent, routine } = DEFAULT_CLOCK_PROFILES;
const PROFILES = [hospital, urgent, routine].map((profile, index) => ({ ...profile, version: index + 1 }));
const ROUTE = 'PUT /v1/clock-profiles/routine';

const openConsole = (apiAnswers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({ 'GET /v1/clock-profiles': PROFILES, ...apiAnswers });

describe('the clocks of urgencies', () => {
  it('are shown in words, without forms for a role that only reads', async () => {
    const { text, html } = await (await openConsole()).signedIn('officer').get('/clocks');
    expect(text).toMatch(/Offers within 2 h \(24 hours a day\), care within 24 h.*\(working hours\)/);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });

  it('are changed separately, with the version that the user saw', async () => {
    const site = await openConsole({ [ROUTE]: PROFILES[2] });
    const visitor = site.signedIn('commissioner');
    await visitor.get('/clocks');
    const typed = { respond: '12:30', start: '72', workingHours: '' };
    expect(await visitor.submit('/clocks/routine', typed)).toMatchObject({ location: '/clocks' });
    expect(site.requests.at(-1)?.body).toEqual({
      respondMinutes: 750,
      startWithinMinutes: 4_320,
      workingHours: false,
      version: 3,
    });
  });

  it.each([
    [{ respond: 'soon' }, undefined, 400, '#routine-respond'],
    [{ start: '' }, undefined, 400, '#routine-start'],
    [
      { start: '99999' },
      new Refusal(400, 'invalid_request', { fields: { startWithinMinutes: ['x'] } }),
      400,
      '#routine-start',
    ],
  ] as [Record<string, string>, Refusal | undefined, number, string][])(
    'show the error of %j in its own form, and keep what was typed',
    async (typed, apiAnswer, status, field) => {
      const site = await openConsole({ [ROUTE]: apiAnswer });
      const visitor = site.signedIn('commissioner');
      await visitor.get('/clocks');
      const refused = await visitor.submit('/clocks/routine', { respond: '3.5', ...typed });
      expect(refused.status).toBe(status);
      expect(refused.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field);
      expect(refused.html.querySelectorAll(field)).toHaveLength(1);
      const value = (id: string) => refused.html.querySelector(id)?.getAttribute('value');
      expect([value('#routine-respond'), value('#urgent-respond')]).toEqual([typed.respond ?? '3.5', '4 h']);
    },
  );

  it('show a colleague’s change above what was typed', async () => {
    const site = await openConsole({ [ROUTE]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get('/clocks');
    const { status, text, html } = await visitor.submit('/clocks/routine', { respond: '9' });
    expect([status, text]).toEqual([409, expect.stringContaining('Offers within 24 h')]);
    expect(html.querySelector('#routine-respond')?.getAttribute('value')).toBe('9');
  });

  it('answer 404 for an unknown urgency', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get('/clocks');
    const formToken = html.querySelector('input[name=formToken]')?.getAttribute('value') ?? '';
    const typed = { formToken, respond: '1', start: '1' };
    expect(await visitor.post('/clocks/never', typed)).toMatchObject({ status: 404 });
  });
});
