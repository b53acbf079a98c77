import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import type { ContactAttemptView } from '#contracts/awards';
import type { PackageStanding } from '#contracts/packages';
import type { PlacementView } from '#contracts/placements';
import type { Visit } from '#contracts/visits';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const ID = '01900000-0000-7000-8000-0000000000a1';
const AWARD = '01900000-0000-7000-8000-0000000000d1';
const REQUEST = '01900000-0000-7000-8000-0000000000e1';
const PAGE = `/packages/${ID}`;
const visits = [
  {
    key: 'v1',
    days: ['mon' as const],
    band: 'tea' as const,
    minutes: 45,
    carers: 2 as const,
    personalCare: true,
  },
];
const draft: PackageStanding = {
  package: {
    id: ID,
    reference: 'HW-000007',
    personId: 'p',
    status: 'draft',
    lotId: 'l',
    lotName: "O'Brien <b>",
    postcodeDistrict: 'LE11',
    postcodeSector: 'LE11 3',
    urgency: 'urgent',
    visits,
    needs: ['dementia'],
    note: 'A dog <i>',
    weeklyMinutes: 90,
    version: 4,
    nextAction: 'broadcast_package',
    nextActionOwnerId: 'u',
    nextActionDueAt: '2026-01-15T08:00:00Z',
    broadcastId: null,
    createdAt: '2026-01-15T07:00:00Z',
  },
  person: { id: 'p', reference: 'LAS-1', postcodeDistrict: 'LE11', livesAlone: true },
  ownerName: '李 Chen',
  broadcasts: [],
  award: null,
  placement: null,
  variationRequests: [],
  openCase: null,
  branchNames: { '1-1': 'Oak & Elm', '1-2': 'Ash <b>' },
};
const awarded: PackageStanding = {
  ...draft,
  package: { ...draft.package, status: 'awarded', nextAction: 'await_start', nextActionDueAt: '2026-01-16T08:00:00Z' },
  award: {
    id: AWARD, packageId: ID, broadcastId: 'b', offerId: 'o', branchId: '1-1', deliveringBranchId: '1-2',
    lotId: 'l', weeklyMinutes: 90, hourlyRatePence: 2_200, startsOn: '2026-01-16', status: 'awaiting_start',
    reason: 'Knows <i> them', awardedAt: '2026-01-15T08:30:00Z', startDueAt: '2026-01-16T08:00:00Z',
    overdueAt: null, startedAt: null, placementId: null, withdrawnAt: null, withdrawReason: null,
  },
}; // prettier-ignore
const withVariationRequest: PackageStanding = {
  ...draft,
  package: { ...draft.package, status: 'live', nextAction: null, nextActionDueAt: null },
  variationRequests: [
    {
      id: REQUEST, placementId: 'x', packageId: ID, personId: 'p', deliveringBranchId: '1-2',
      fromMinutes: 90, toMinutes: 210, visits, reason: 'Worse <b>', status: 'requested', askedBy: 'provider',
      checks: [{ rule: 'restriction.growth', result: 'fail', remedy: 'A written agreement is needed.', evidence: {} }],
      ownerId: 'u', dueAt: '2026-01-16T08:00:00Z', requestedAt: '2026-01-15T08:00:00Z', decidedAt: null,
      decisionReason: null, variationId: null,
    },
  ],
}; // prettier-ignore
const LIVE: PlacementView = {
  id: 'placement',
  packageId: ID,
  personId: 'p',
  lotId: 'l',
  branchId: '1-1',
  deliveringBranchId: '1-1',
  status: 'live',
  weeklyMinutes: 90,
  hourlyRatePence: 2_200,
  visits,
  endedAt: null,
  endReason: null,
  startedAt: '2026-01-15T08:30:00Z',
  version: 3,
};
const apiAnswers = (standing: PackageStanding, attempts: readonly ContactAttemptView[] = []) => ({
  'GET /v1/branches/1-2': { id: '1-2', name: 'Ash <b>', telephone: '01632 960001', managerName: 'Mo <i>' },
  [`GET /v1/awards/${AWARD}/contact-attempts`]: attempts,
  [`GET /v1/packages/${ID}/standing`]: standing,
  [`GET /v1/packages/${ID}/story`]: { items: [], next: null },
});

describe('a package', () => {
  it('shows what it asks for, and the next action with its owner and its due time', async () => {
    const site = await TestConsole.open(apiAnswers(draft));
    const { text, html } = await site.signedIn('officer').get(PAGE);
    expect(text).toContain('Next: Broadcast the package');
    expect(text).toMatch(/李 Chen, by 15 January 2026 at 08:00 \(1 h overdue\)/);
    expect(text).toContain("O'Brien <b>, LE11 3");
    expect(text).toContain('Mon Tea, 16:00 to 18:00 45 2, a double-up 1 h 30 min Personal care');
    expect(text).toContain('Dementia');
    expect(html.querySelector('#before-sending')?.getAttribute('href')).toBe(`${PAGE}/before-sending`);
  });

  it('confirms the start of an award at a time in London or now', async () => {
    const route = `POST /v1/awards/${AWARD}/start`;
    const site = await TestConsole.open({ ...apiAnswers(awarded), [route]: {} });
    const visitor = site.signedIn('officer');
    const { text } = await visitor.get(PAGE);
    expect(text).toContain('Ash <b>, for Oak & Elm, at £22.00 an hour');
    expect(text).toContain('Reason: Knows <i> them');
    const start = `${PAGE}/awards/${AWARD}/start`;
    const half = await visitor.submit(start, { date: '2026-01-15' });
    expect([half.status, half.html.querySelector('.govuk-error-summary a')?.getAttribute('href')]).toEqual([
      400,
      '#start-date',
    ]);
    expect(half.html.querySelector('#start-date')?.getAttribute('value')).toBe('2026-01-15');
    await visitor.submit(start, { time: '08:30' });
    expect(site.requests.at(-1)?.body).toEqual({ startedAt: '2026-01-15T08:30:00.000Z' });
    await visitor.get(PAGE);
    expect(await visitor.submit(start)).toMatchObject({ location: PAGE });
    expect(site.requests.at(-1)?.body).toEqual({ startedAt: null });
  });

  it('shows how to reach the branch, and the calls with their notes, also to an auditor', async () => {
    const attempt = { id: 'c', awardId: AWARD, reached: false, note: 'Rings <b> out', at: '2026-01-15T08:45:00Z', actorId: 'u', actorName: '李 Chen' }; // prettier-ignore
    const site = await TestConsole.open(apiAnswers(awarded, [attempt]));
    const { text, html } = await site.signedIn('auditor').get(PAGE);
    expect(text).toMatch(/Ash <b> ?Telephone ?01632 960001 ?Registered manager ?Mo <i>/);
    expect(html.querySelector('#contact a[href="tel:01632960001"]')).not.toBeNull();
    expect(text).toMatch(/15 January 2026 at 08:45 ?李 Chen ?Not reached ?Rings <b> out/);
  });

  it('records a call, with or without a note, and asks for the outcome', async () => {
    const route = `POST /v1/awards/${AWARD}/contact-attempts`;
    const site = await TestConsole.open({ ...apiAnswers(awarded), [route]: [] });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const call = `${PAGE}/awards/${AWARD}/contact`;
    const silent = await visitor.submit(call, { note: 'Rings <b> out' });
    expect([
      silent.status,
      silent.html.querySelector('.govuk-error-summary a')?.getAttribute('href'),
    ]).toEqual([400, '#contact-outcome']);
    expect(silent.html.querySelector('#contact-note')?.textContent).toContain('Rings <b> out');
    expect(await visitor.submit(call, { outcome: 'reached' })).toMatchObject({ location: PAGE });
    const sent = site.requests.findLast(({ route: one }) => one === route);
    expect(sent?.body).toEqual({ reached: true, note: 'Rings <b> out' });
    expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('withdraws an award with a reason, and invites the branch again only if the box is ticked', async () => {
    const site = await TestConsole.open({
      ...apiAnswers(awarded),
      [`POST /v1/awards/${AWARD}/withdraw`]: {},
    });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const back = `${PAGE}/awards/${AWARD}/withdraw`;
    const { html } = await visitor.submit(back, { askAgain: 'yes' });
    expect(html.querySelector('#withdrawAward-askAgain')?.hasAttribute('checked')).toBe(true);
    await visitor.submit(back, { reason: 'No carers' });
    expect(site.requests.at(-1)?.body).toEqual({ reason: 'No carers', askAgain: true });
  });

  it('decides a variation request, and shows the rules that it would break', async () => {
    const site = await TestConsole.open({
      ...apiAnswers(withVariationRequest),
      [`POST /v1/variation-requests/${REQUEST}/approve`]: new Refusal(422, 'variation_refused', {
        checks: [{ rule: 'restriction.growth', result: 'fail', remedy: 'Ask for 1 h less <b>.' }],
      }),
      [`POST /v1/variation-requests/${REQUEST}/refuse`]: {},
    });
    const visitor = site.signedIn('officer');
    const { text } = await visitor.get(PAGE);
    expect(text).toContain('1 h 30 min to 3 h 30 min a week');
    expect(text).toContain('Worse <b>');
    expect(text).toContain('A written agreement is needed.');
    const decide = `${PAGE}/variations/${REQUEST}`;
    const refused = await visitor.submit(decide, { decision: 'approve' });
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Growth limit: Ask for 1 h less <b>.'),
    ]);
    const silent = await visitor.submit(decide, { decision: 'refuse' });
    expect(silent.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#decide-reason');
    expect(await visitor.submit(decide, { decision: 'refuse', reason: 'No' })).toMatchObject({
      location: PAGE,
    });
  });

  it('shows a requested change before it is decided: before and after, the cost, and what limits leave', async () => {
    const [request] = withVariationRequest.variationRequests;
    const after: Visit[] = [
      { ...visits[0]!, minutes: 60 },
      { ...visits[0]!, key: 'v2', band: 'bed', days: ['tue'] },
    ];
    const asked = { ...request!, placementId: LIVE.id, toMinutes: 210, visits: after };
    const standing = { ...withVariationRequest, placement: LIVE, variationRequests: [asked] };
    const limit = { restrictionId: 'r1', conditionId: 'c', basis: 'cumulative', limitMinutes: 210, until: null, baselineMinutes: 0, leftMinutes: 60, permissions: [] }; // prettier-ignore
    const site = await TestConsole.open({
      ...apiAnswers(standing),
      [`GET /v1/placements/${LIVE.id}/head-room`]: { personId: 'p', presentMinutes: 90, leftMinutes: 60, until: null, inWords: '', conditions: [limit] }, // prettier-ignore
      'GET /v1/capacity?branchId=1-1&lotId=l': [{ spareMinutes: 600 }],
    });
    const { text, html } = await site.signedIn('officer').get(PAGE);
    expect(text).toMatch(/1 h, 2 carers ?\(was 45 min, 2 carers\)/);
    expect(text).toMatch(/New: 45 min, 2 carers/);
    expect(text).toMatch(/Before ?1 h 30 min a week ?£33.00/);
    expect(text).toMatch(/After ?3 h 30 min a week ?£77.00/);
    expect(text).toMatch(/Difference ?2 h more ?£44.00 more a week/);
    expect(text).toContain('1 h too much');
    expect(text).toContain('8 h left');
    expect(html.querySelector('.govuk-inset-text a[href="/restrictions/r1"]')).not.toBeNull();
    expect(html.querySelector('.govuk-inset-text a[href="/packages/new?person=p"]')).not.toBeNull();
  });

  it('ends live care for a chosen reason', async () => {
    const live = { ...withVariationRequest, placement: LIVE };
    const site = await TestConsole.open({ ...apiAnswers(live), [`POST /v1/placements/${LIVE.id}/end`]: {} });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const end = `${PAGE}/placements/${LIVE.id}/end`;
    const { html } = await visitor.submit(end);
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#end-reason');
    expect(html.querySelectorAll('#end-reason')).toHaveLength(1);
    expect(await visitor.submit(end, { reason: 'moved_away' })).toMatchObject({ location: PAGE });
    expect(site.requests.at(-1)?.body).toEqual({ reason: 'moved_away', version: 3 });
  });

  it.each([
    ['draft', draft],
    ['live', { ...withVariationRequest, placement: LIVE }],
    ['awarded', awarded],
    ['asked for', withVariationRequest],
  ])('that is %s has no form for an auditor', async (_, standing) => {
    const site = await TestConsole.open(apiAnswers(standing));
    const { html } = await site.signedIn('auditor').get(PAGE);
    expect(html.querySelectorAll('main form, main .govuk-button')).toEqual([]);
  });
});

describe('the page before a broadcast', () => {
  const sending = {
    [`GET /v1/packages/${ID}`]: draft.package,
    [`GET /v1/packages/${ID}/eligibility`]: [],
    'GET /v1/lots': [{ id: 'l', code: 'L1', name: 'Lot', method: 'tiers', sealed: true }],
    'GET /v1/lots/outlines': [{ id: 'l', code: 'L1', outline: null }],
    'GET /v1/lots/offices': [],
    'GET /v1/clock-profiles': Object.values(DEFAULT_CLOCK_PROFILES),
    [`GET /v1/packages/${ID}/broadcast-plan`]: {
      closesAt: '2026-01-15T12:00:00Z',
      startBy: '2026-01-16T09:00:00Z',
      waves: [
        { number: 1, opensAt: '2026-01-15T09:00:00Z', branches: 2 },
        { number: 2, opensAt: '2026-01-15T10:30:00Z', branches: 1 },
      ],
    },
  };

  it('shows when each wave is invited', async () => {
    const site = await TestConsole.open(sending);
    const { text } = await site.signedIn('officer').get(`${PAGE}/before-sending`);
    expect(text).toMatch(/Wave 1: 2 branches, at once\s+Wave 2: 1 branch, 15 January 2026 at 10:30/);
  });

  it('asks once about an unusual deadline, and again about another one', async () => {
    const site = await TestConsole.open({ ...sending, [`POST /v1/packages/${ID}/broadcasts`]: { id: 'b' } });
    const visitor = site.signedIn('officer');
    await visitor.get(`${PAGE}/before-sending`);
    const night = { date: '2026-12-01', time: '23:00' };
    const asked = await visitor.submit(`${PAGE}/before-sending`, night);
    expect(asked.text).toContain(
      'This deadline is at night. This deadline gives branches much longer than usual.',
    );
    const other = await visitor.submit(`${PAGE}/before-sending`, { ...night, time: '23:30' });
    expect(other.text).toContain('This deadline is at night.');
    expect(site.requests.filter(({ route }) => route.startsWith('POST'))).toEqual([]);
    expect(await visitor.submit(`${PAGE}/before-sending`)).toMatchObject({ location: '/broadcasts/b' });
  });

  it('publishes with one idempotency key, and redirects to the broadcast', async () => {
    const site = await TestConsole.open({
      ...sending,
      [`POST /v1/packages/${ID}/broadcasts`]: { id: 'b' },
    });
    const visitor = site.signedIn('officer');
    await visitor.get(`${PAGE}/before-sending`);
    for (const _ of [1, 2])
      expect(await visitor.submit(`${PAGE}/before-sending`)).toMatchObject({ location: '/broadcasts/b' });
    const keys = site.requests.flatMap(({ headers }) => headers['idempotency-key'] ?? []);
    expect(new Set(keys).size).toBe(1);
  });

  it.each([
    [{}, new Refusal(422, 'nobody_eligible'), 'No branch is eligible for this package'],
    [{ date: '2026-01-01' }, undefined, 'both the day and the time of the deadline'],
  ])('shows the error of %j', async (typed, apiAnswer, words) => {
    const site = await TestConsole.open({ ...sending, [`POST /v1/packages/${ID}/broadcasts`]: apiAnswer });
    const visitor = site.signedIn('officer');
    await visitor.get(`${PAGE}/before-sending`);
    const { text } = await visitor.submit(`${PAGE}/before-sending`, typed);
    expect(text).toContain(words);
  });
});
