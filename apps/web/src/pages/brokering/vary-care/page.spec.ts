import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { Visit } from '#contracts/visits';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const [PKG, ID] = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'];
const PAGE = `/packages/${PKG}/placements/${ID}/hours`;
const VARY = `POST /v1/placements/${ID}/variations`;
const NOTICE = '01900000-0000-7000-8000-0000000000a3';

/** A visit without optional fields, which a branch that requests a variation may leave out. */
const VISIT: Visit = {
  key: 'x9',
  days: ['mon', 'tue'],
  band: 'tea',
  minutes: 45,
  carers: 2,
  personalCare: true,
};
const PLACEMENT = {
  id: ID,
  packageId: PKG,
  lotId: 'l',
  branchId: '1-1',
  deliveringBranchId: '1-2',
  status: 'live',
  weeklyMinutes: 180,
  hourlyRatePence: 2_190,
  visits: [VISIT],
  version: 3,
};
const ROOM: HeadRoomView = {
  personId: 'p',
  presentMinutes: 300,
  leftMinutes: 75,
  until: '2026-02-01T00:00:00Z',
  inWords: '',
  conditions: [
    {
      restrictionId: NOTICE,
      conditionId: 'c',
      basis: 'cumulative',
      limitMinutes: 210,
      until: null,
      baselineMinutes: 165,
      leftMinutes: 75,
      permissions: [{ minutes: 60, until: '2026-01-31T12:00:00Z' }],
    },
  ],
};
const SENT = {
  days: ['mon', 'tue'],
  band: 'tea',
  carers: 2,
  personalCare: true,
  key: 'v1',
  window: null,
  shortReason: null,
  timeCriticalReason: null,
};

const openConsole = (apiAnswers: Record<string, unknown> = {}, given: object = {}): Promise<TestConsole> =>
  TestConsole.open({
    [`GET /v1/packages/${PKG}/standing`]: {
      package: { id: PKG, reference: 'HW-000007' },
      branchNames: { '1-2': "Ash O'Brien <b> 李" },
      openCase: null,
      placement: { ...PLACEMENT, ...given },
    },
    [`GET /v1/placements/${ID}/head-room`]: ROOM,
    'GET /v1/capacity?branchId=1-2&lotId=l': [{ spareMinutes: 90 }],
    ...apiAnswers,
  });

describe('changing the hours of live care', () => {
  it('shows what the limits in force still allow, and the written agreements', async () => {
    const { text, html } = await (await openConsole()).signedIn('officer').get(PAGE);
    expect(text).toContain("Ash O'Brien <b> 李");
    expect(text).toMatch(/Left under the growth limits ?1 h 15 min left until 1 February 2026/);
    expect(text).toMatch(/At most 3 h 30 min more a week than the 2 h 45 min at the start/);
    expect(text).toContain('1 h more, once, by written agreement until 31 January 2026');
    expect(text).toContain('Spare capacity in this lot1 h 30 min');
    expect(html.querySelector(`a[href="/restrictions/${NOTICE}"]`)).not.toBeNull();
    expect(html.querySelector('output[data-sum]')?.textContent).toBe('3 h');
  });

  it('says that there is no limit if there is none', async () => {
    const site = await openConsole({
      [`GET /v1/placements/${ID}/head-room`]: { ...ROOM, leftMinutes: null, conditions: [] },
      'GET /v1/capacity?branchId=1-2&lotId=l': [],
    });
    const { text } = await site.signedIn('officer').get(PAGE);
    expect(text).toMatch(/No limit in force.*Not declared/);
  });

  it('sends all visits and the reason, with the version that the user saw', async () => {
    const site = await openConsole({ [VARY]: {} });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const sent = await visitor.submit(PAGE, { 'visit-0-minutes': '60', reason: ' Worse <b> ', more: '' });
    expect(sent).toMatchObject({ status: 303, location: `/packages/${PKG}` });
    const last = site.requests.at(-1);
    expect(last?.body).toEqual({ visits: [{ ...SENT, minutes: 60 }], reason: 'Worse <b>', version: 3 });
    expect(last?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows before and after what was typed, and sends nothing', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const { text } = await visitor.submit(PAGE, { 'visit-0-minutes': '90', preview: 'yes', more: '' });
    expect(text).toMatch(/1 h 30 min, 2 carers ?\(was 45 min, 2 carers\)/);
    expect(text).toContain('3 h more');
    expect(text).toContain('45 min too much');
    expect(site.requests.map(({ route }) => route)).not.toContain(VARY);
  });

  it('gets a row for one more visit, and keeps what was typed', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const { html } = await visitor.submit(PAGE, { more: 'yes', reason: 'Typed <b>' });
    expect(html.querySelectorAll('[data-visit]')).toHaveLength(2);
    expect(html.querySelector('#reason')?.textContent).toContain('Typed <b>');
  });

  it('is not sent if no visit was changed', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const { status, text } = await visitor.submit(PAGE, { reason: 'Why', more: '' });
    expect([status, text]).toEqual([400, expect.stringContaining('Nothing has changed.')]);
    expect(site.requests.map(({ route }) => route)).not.toContain(VARY);
  });

  it.each([
    [
      new Refusal(422, 'variation_refused', {
        checks: [
          { rule: 'restriction.growth', result: 'fail', remedy: 'Ask for 1 h less <b>.' },
          { rule: 'capacity.minutes', result: 'fail', remedy: null },
        ],
      }),
      ['Growth limit: Ask for 1 h less <b>.', 'Spare hours: not met.'],
    ],
    [new Refusal(422, 'variation_refused'), ['A restriction does not allow this change.']],
    [new Refusal(409, 'placement_moving'), ['This care is being transferred.']],
    [
      new Refusal(422, 'package_invalid', {
        faults: [{ code: 'short_reason_missing', visitKey: 'v1', sentence: 'Say why.' }],
      }),
      ['Visit 1: Say why.'],
    ],
    [new Refusal(400, 'invalid_request', { fields: { reason: ['x'] } }), ['in up to 2,000 characters']],
  ])('shows every reason of a refusal, and keeps what was typed: %j', async (apiAnswer, words) => {
    const site = await openConsole({ [VARY]: apiAnswer });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, {
      'visit-0-minutes': '90',
      reason: 'R <b>',
      more: '',
    });
    const summary = html.querySelector('.govuk-error-summary')?.textContent ?? '';
    expect([status, words.filter((one) => !summary.includes(one))]).toEqual([apiAnswer.status, []]);
    expect(html.querySelector('#visit-0-minutes')?.getAttribute('value')).toBe('90');
    expect(html.querySelector('#reason')?.textContent).toContain('R <b>');
  });

  it('shows a colleague’s change beside what was typed, and can be sent again', async () => {
    const site = await openConsole({ [VARY]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const typed = { version: '2', 'visit-0-minutes': '90', reason: 'R', more: '' };
    const { status, text, html } = await visitor.submit(PAGE, typed);
    expect([status, text]).toEqual([
      409,
      expect.stringMatching(/A colleague changed this care.*Care now: 3 h a week.*Tea/),
    ]);
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('3');
    expect(html.querySelector('#visit-0-minutes')?.getAttribute('value')).toBe('90');
  });

  it.each([
    ['has ended', { status: 'ended' }],
    ['is delivered under another placement', { id: '01900000-0000-7000-8000-0000000000ff' }],
  ])('redirects to the package if the placement %s', async (_why, given) => {
    const site = await openConsole({}, given);
    expect(await site.signedIn('officer').get(PAGE)).toMatchObject({ location: `/packages/${PKG}` });
    expect(site.requests.some(({ route }) => route.includes('head-room'))).toBe(false);
  });
});
