import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { anAwaitedStart, aPersonCaredFor } from '../../../../testing/providing.js';

const { id } = anAwaitedStart();
const PATH = `/starts/${id}`;
const START = `POST /v1/awards/${id}/start`;
const PERSON = `GET /v1/awards/${id}/person`;

const openConsole = (
  apiAnswers: Record<string, unknown> = {},
  start = anAwaitedStart(),
): Promise<TestConsole> =>
  TestConsole.open({ [`GET /v1/starts/${id}`]: start, [PERSON]: aPersonCaredFor(), ...apiAnswers });

describe('the start of care', () => {
  it('shows the person to the delivering branch, and says that this is recorded', async () => {
    const { text } = await (await openConsole()).signedIn('provider').get(PATH);
    expect(text).toMatch(/Zoë O'Brien <b> 李.*1 High Street, Loughborough.*Viewing this record is logged/);
  });

  it('does not request the person if another branch delivers', async () => {
    const site = await openConsole(
      {},
      anAwaitedStart({ delivers: false, deliveringBranchName: 'Other Care' }),
    );
    const { text } = await site.signedIn('provider').get(PATH);
    expect(text).toContain('Only Other Care, which delivers the care, may see this person');
    expect(site.requests.map(({ route }) => route)).not.toContain(PERSON);
  });

  it('is confirmed with one button and one idempotency key', async () => {
    const site = await openConsole({ [START]: { id: 'placement-1' } });
    const visitor = site.signedIn('provider');
    const { html } = await visitor.get(PATH);
    const key = html.querySelector('main form input[name="key"]')?.getAttribute('value');
    expect(await visitor.submit(PATH)).toMatchObject({ status: 303, location: '/care/placement-1' });
    expect(site.requests.at(-1)).toMatchObject({ body: {}, headers: { 'idempotency-key': key } });
  });

  it('is confirmed at an earlier time in London', async () => {
    const site = await openConsole({ [START]: { id: 'placement-1' } });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    await visitor.submit(PATH, { when: 'earlier', day: '2026-01-14', time: '07:30' });
    expect(site.requests.at(-1)?.body).toEqual({ startedAt: '2026-01-14T07:30:00.000Z' });
    await visitor.get(PATH);
    const { status, html } = await visitor.submit(PATH, { when: 'earlier', day: '2026-01-14', time: '' });
    expect(status).toBe(400);
    expect(html.querySelector('#earlier')?.hasAttribute('open')).toBe(true);
    expect(html.querySelector('#day')?.getAttribute('value')).toBe('2026-01-14');
  });

  it.each([
    [new Refusal(422, 'start_time_invalid'), 'The start must be after the award'],
    [
      new Refusal(422, 'branch_not_eligible', {
        checks: [{ rule: 'x', remedy: 'The restriction must end.' }],
      }),
      'The restriction must end.',
    ],
    [new Refusal(422, 'branch_not_eligible'), 'This branch is not eligible for this package now.'],
  ])('shows why it is refused: %j', async (refusal, words) => {
    const site = await openConsole({ [START]: refusal });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const { status, text } = await visitor.submit(PATH);
    expect([status, text]).toEqual([422, expect.stringContaining(words)]);
  });
});
