import type { VariationRequestView } from '#contracts/variations';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aCare, aPersonCaredFor } from '../../../../testing/providing.js';

const { id } = aCare();
const PATH = `/care/${id}`;
const HOURS = `${PATH}/hours`;
const ASKED = `GET /v1/variation-requests?placementId=${id}`;
const ASK = `POST /v1/placements/${id}/variation-requests`;
const PERSON = `GET /v1/placements/${id}/person`;

const REQUEST: VariationRequestView = {
  id: '01900000-0000-7000-8000-0000000000b1',
  placementId: id,
  packageId: 'p',
  personId: 'q',
  deliveringBranchId: '1-100000001',
  fromMinutes: 525,
  toMinutes: 735,
  visits: [],
  reason: 'Two transfers <b>',
  status: 'requested',
  askedBy: 'provider',
  ownerId: null,
  checks: [{ rule: 'restriction.growth', result: 'fail', remedy: 'Ask for 2 h less.', evidence: null }],
  dueAt: '2026-01-15T13:00:00Z',
  requestedAt: '2026-01-15T08:00:00Z',
  decidedAt: null,
  decisionReason: null,
  variationId: null,
};

const openConsole = (apiAnswers: Record<string, unknown> = {}, care = aCare()): Promise<TestConsole> =>
  TestConsole.open({
    [`GET /v1/care/${id}`]: care,
    [ASKED]: { items: [], next: null },
    [PERSON]: aPersonCaredFor(),
    ...apiAnswers,
  });

describe('a placement', () => {
  it('shows the person, the visits, and by how much the care may still grow', async () => {
    const care = aCare({ headRoom: { leftMinutes: 75, until: null } });
    const { text, html } = await (await openConsole({}, care)).signedIn('provider').get(PATH);
    expect(text).toMatch(/Zoë O'Brien <b> 李.*Breakfast, every day.*1 h 15 min left/);
    expect(html.querySelector(`main a[href="${HOURS}"]`)).not.toBeNull();
    expect(html.querySelectorAll('[data-live]')).toEqual([]); // A live region would reload the person's details, and the API logs every read of the details.
  });

  it.each([
    ['has ended', aCare({ status: 'ended', endedAt: '2026-01-14T12:00:00Z', endReason: 'moved' })],
    ['another branch delivers', aCare({ delivers: false })],
  ])('shows no person and no variation form if it %s', async (_why, care) => {
    const site = await openConsole({}, care);
    const { html } = await site.signedIn('provider').get(PATH);
    expect(site.requests.map(({ route }) => route)).not.toContain(PERSON);
    expect(html.querySelector(`main a[href="${HOURS}"]`)).toBeNull();
  });

  it('shows the variation request with the rules that it breaks, and withdraws it', async () => {
    const askedChange = { variationRequestId: REQUEST.id, toMinutes: 735, dueAt: REQUEST.dueAt };
    const site = await openConsole(
      {
        [ASKED]: { items: [REQUEST], next: null },
        [`POST /v1/variation-requests/${REQUEST.id}/withdraw`]: REQUEST,
      },
      aCare({ askedChange }),
    );
    const visitor = site.signedIn('provider');
    const { text, html } = await visitor.get(PATH);
    expect(text).toMatch(/8 h 45 min to 12 h 15 min a week.*Two transfers <b>.*Ask for 2 h less/);
    expect(html.querySelector(`main a[href="${HOURS}"]`)).toBeNull();
    expect(await visitor.submit(`${HOURS}/${REQUEST.id}/withdraw`)).toMatchObject({
      status: 303,
      location: PATH,
    });
  });

  it('adds up what was typed, also if the request is refused', async () => {
    const visitor = (await openConsole()).signedIn('provider');
    expect((await visitor.get(HOURS)).text).toContain('All visits: 8 h 45 min a week');
    const { status, text } = await visitor.submit(HOURS, { 'v1-minutes': '60', 'v2-carers': '2' });
    expect([status, text]).toEqual([400, expect.stringContaining('All visits: 14 h a week, now 8 h 45 min')]);
  });

  it('sends a variation request with the version that the user saw', async () => {
    const site = await openConsole({ [ASK]: REQUEST });
    const visitor = site.signedIn('provider');
    await visitor.get(HOURS);
    const days = Object.fromEntries(
      ['tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'mon'].map((d) => [`v3-${d}`, '']),
    );
    const sent = await visitor.submit(HOURS, { ...days, 'v1-minutes': '60', reason: 'More <b>' });
    expect(sent).toMatchObject({ status: 303, location: PATH });
    expect(site.requests.at(-1)?.body).toMatchObject({
      version: 2,
      reason: 'More <b>',
      visits: [{ key: 'v1', minutes: 60 }, { key: 'v2' }],
    });
  });

  it.each([
    [
      new Refusal(422, 'package_invalid', {
        faults: [
          { code: 'short_reason_missing', visitKey: 'v2', sentence: 'Say why under 30 minutes is enough.' },
        ],
      }),
      'Say why under 30 minutes is enough.',
      '#v2-minutes',
    ],
    [new Refusal(422, 'nothing_to_change'), 'Nothing has changed.', undefined],
    [new Refusal(409, 'variation_already_requested'), 'already requested', undefined],
  ])('shows why a variation request is refused: %j', async (refusal, words, link) => {
    const site = await openConsole({ [ASK]: refusal });
    const visitor = site.signedIn('provider');
    await visitor.get(HOURS);
    const { status, text, html } = await visitor.submit(HOURS, { 'v2-minutes': '20', reason: 'Typed <b>' });
    expect([status, text]).toEqual([refusal.status, expect.stringContaining(words)]);
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(link);
    if (link) expect(html.querySelector(link)?.getAttribute('value')).toBe('20');
    expect(html.querySelector('#reason')?.textContent).toContain('Typed <b>');
  });
});
