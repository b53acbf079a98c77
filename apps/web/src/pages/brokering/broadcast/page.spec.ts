import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import type { RankedOfferView } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const ID = '01900000-0000-7000-8000-0000000000b1';
const PACKAGE = '01900000-0000-7000-8000-0000000000a1';
const PAGE = `/broadcasts/${ID}`;
const visit: Visit = { key: 'v1', days: ['mon'], band: 'tea', minutes: 45, carers: 1, personalCare: true };
const open: BroadcastView = {
  id: ID,
  packageId: PACKAGE,
  packageVersion: 1,
  round: 2,
  status: 'open',
  method: 'tiers',
  sealed: true,
  openedAt: '2026-01-15T08:00:00Z',
  closesAt: '2026-01-15T10:03:00Z',
  closedAt: null,
  closeCause: null,
  closeReason: null,
  startBy: '2026-01-17T08:00:00Z',
  waves: [
    { number: 1, opensAt: '2026-01-15T08:00:00Z', openedAt: '2026-01-15T08:00:00Z', branches: 2 },
    { number: 2, opensAt: '2026-01-15T09:30:00Z', openedAt: null, branches: 1 },
  ],
  invited: 3,
  seen: null,
  declined: null,
  offers: 1,
  halfAt: '2026-01-15T08:30:00Z',
  threeQuartersAt: '2026-01-15T09:15:00Z',
  awardId: null,
  version: 5,
};
const closed: BroadcastView = {
  ...open,
  status: 'closed',
  seen: 1,
  declined: 1,
  closedAt: '2026-01-15T08:50:00Z',
  closeCause: 'early',
  closeReason: 'The ward <i> waits',
};
const declined: InvitedBranchView = {
  invitationId: 'i1',
  branchId: '1-1',
  branchName: "O'Brien <b> Care",
  wave: 1,
  status: 'declined',
  openedAt: '2026-01-15T08:00:00Z',
  seenAt: '2026-01-15T08:05:00Z',
  isUnopenedAtHalf: false,
  isUnopenedAtThreeQuarters: null,
  declinedAt: '2026-01-15T08:06:00Z',
  declineReason: 'too_far',
  declineNote: 'Snow <i>',
};
const offer = (rank: number, given: Partial<RankedOfferView> = {}): RankedOfferView => ({
  id: `01900000-0000-7000-8000-00000000000${rank}`,
  invitationId: `i${rank}`,
  broadcastId: ID,
  branchId: `1-${rank}`,
  branchName: `李 Care ${rank}`,
  deliveringBranchId: `1-${rank}`,
  deliveringBranchName: `李 Care ${rank}`,
  providerId: '1-9',
  status: 'standing',
  version: 1,
  startsOn: '2026-01-16',
  hourlyRatePence: 2_000 + rank * 100,
  visitTimes: [],
  note: null,
  rateReason: null,
  rateException: false,
  madeAt: '2026-01-15T08:10:00Z',
  revisedAt: null,
  rank,
  offersRanked: 2,
  score: {
    weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
    inputs: {
      hourlyRatePence: 2_100,
      lowestRatePence: 2_100,
      rating: null,
      punctualPerMille: 954,
      complaintsPerTenThousand: null,
      visitsAsked: 7,
      visitsInside: 7,
      daysLate: 0,
      continuity: 'none',
    },
    components: { price: 1_000, quality: 880, fit: 1_000, continuity: 0 },
    total: 86_400,
  },
  comparison: [{ visit, startsAt: '16:30', isInside: rank === 1 }],
  told: null,
  willBeTold: null,
  ...given,
});
const unopened: InvitedBranchView = {
  ...declined,
  status: 'open',
  seenAt: null,
  isUnopenedAtHalf: true,
  declinedAt: null,
  declineReason: null,
  declineNote: null,
};
const apiAnswers = (broadcast: BroadcastView, offers?: unknown) => ({
  [`GET /v1/broadcasts/${ID}`]: broadcast,
  [`GET /v1/broadcasts/${ID}/invitations`]: [broadcast.seen === null ? unopened : declined],
  [`GET /v1/broadcasts/${ID}/offers`]: offers,
  'GET /v1/clock-profiles': Object.values(DEFAULT_CLOCK_PROFILES),
  [`GET /v1/packages/${PACKAGE}`]: {
    id: PACKAGE,
    reference: 'HW-000007',
    visits: [visit],
    needs: [],
    urgency: 'urgent',
    weeklyMinutes: 45,
    note: null,
  },
});

describe('an open broadcast', () => {
  it('shows the deadline, the waves, which branches to telephone and the number of offers, and does not request sealed offers', async () => {
    const site = await TestConsole.open(apiAnswers(open, [offer(1)]));
    const { text } = await site.signedIn('officer').get(PAGE);
    expect(text).toContain('1 h 3 min left');
    expect(text).toMatch(/Wave 2: 1 branch, invited from 15 January 2026 at 09:30/);
    expect(text).toContain('Answers are sealed until the broadcast closes.');
    expect(text).toContain('Not opened by 15 January 2026 at 08:30: telephone');
    expect(text).not.toMatch(/Opened it|Opened the invitation|Declined/);
    expect(text).not.toContain('李 Care');
    expect(site.requests.some(({ route }) => route.endsWith('/offers'))).toBe(false);
  });

  it('is extended to a time in London, with the version that the user saw', async () => {
    const site = await TestConsole.open({ ...apiAnswers(open), [`POST /v1/broadcasts/${ID}/extend`]: open });
    const visitor = site.signedIn('officer');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector('#extend-date')?.getAttribute('value')).toBe('2026-01-15');
    const typed = { date: '2026-07-01', time: '12:00', reason: 'Snow' };
    const asked = await visitor.submit(`${PAGE}/extend`, typed);
    expect(asked.text).toContain(
      'Care should start by 17 January 2026 at 08:00, so every offer would start late.',
    );
    expect(await visitor.submit(`${PAGE}/extend`, typed)).toMatchObject({ location: PAGE });
    expect(site.requests.at(-1)?.body).toEqual({
      closesAt: '2026-07-01T11:00:00.000Z',
      reason: 'Snow',
      version: 5,
    });
  });

  it.each([
    ['extend', { reason: '', date: 'x' }, undefined, ['#extend-reason', '#extend-date'], 400],
    ['extend', { reason: 'x' }, new Refusal(422, 'broadcast_deadline_invalid'), ['#extend-date'], 422],
    ['close', { reason: ' ' }, undefined, ['#close-reason'], 400],
    ['cancel', {}, undefined, ['#cancel-reason'], 400],
  ])('unfolds the form %s with the error beside the field after %j', async (form, typed, apiAnswer, links, status) => {
    const site = await TestConsole.open({ ...apiAnswers(open), [`POST /v1/broadcasts/${ID}/${form}`]: apiAnswer });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const answer = await visitor.submit(`${PAGE}/${form}`, typed);
    const shown = answer.html
      .querySelectorAll('.govuk-error-summary a')
      .map((link) => link.getAttribute('href') ?? '');
    expect([answer.status, shown]).toEqual([status, links]);
    for (const link of links) expect(answer.html.querySelectorAll(link)).toHaveLength(1);
    expect(answer.html.querySelector(`#${form}`)?.hasAttribute('open')).toBe(true);
  }); // prettier-ignore

  it('closes early with a reason, and shows a failure page if changing the form cannot help', async () => {
    const site = await TestConsole.open({ ...apiAnswers(open), [`POST /v1/broadcasts/${ID}/close`]: closed });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    expect(await visitor.submit(`${PAGE}/close`, { reason: 'Enough' })).toMatchObject({ location: PAGE });
    const { status } = await site.signedIn('officer').get('/broadcasts/none');
    expect(status).toBe(404);
  });
});

describe('a closed broadcast', () => {
  it('shows which branches opened the invitation, and which declined and why', async () => {
    const site = await TestConsole.open(apiAnswers(closed, [offer(1)]));
    const { text } = await site.signedIn('officer').get(PAGE);
    expect(text).toContain('Declined: it is too far away – Snow <i>');
    expect(text).toContain('Opened the invitation1');
  });

  it('compares its offers with every component of the score, and the offered times with the requested times', async () => {
    const site = await TestConsole.open(
      apiAnswers(closed, [offer(1), offer(2, { rateException: true, rateReason: 'Far <b>' })]),
    );
    const { html, text } = await site.signedIn('officer').get(PAGE);
    const words = (element: { readonly textContent: string }): string =>
      element.textContent.replaceAll(/\s+/g, ' ').trim();
    const labels = html.querySelectorAll('.homeward-offers__labels th').map(words);
    const figures = (start: string) => {
      const index = labels.findIndex((label) => label.startsWith(start)) - 1; // the first label is the branch
      return html
        .querySelectorAll('.homeward-offers tbody tr')
        .map((row) => words(row.querySelectorAll('td')[index]!.querySelector('div')!));
    };
    expect(figures('Score of 100')).toEqual(['86.4', '86.4']);
    expect(labels).toContain('Score of 100Same in all offers');
    expect(figures('Score for price')).toEqual(['40.0 100.0 of 100', '40.0 100.0 of 100']);
    expect(figures('Rate')).toEqual(['£21.00', '£22.00 Outside the limits: Far <b>']);
    expect(figures('Cost a week')).toEqual(['£15.75 Lowest', '£16.50 £0.75 more']);
    expect(figures('Cost a year')).toEqual(['£819.00 Lowest', '£858.00 £39.00 more']);
    expect(labels).toContain('Cost a week');
    expect(figures('Tea, Mon')).toEqual(['16:30 Inside the times asked', '16:30 Outside the times asked']);
    expect(figures('Visits on time')).toEqual(['95.4%', '95.4%']);
    expect(text).toContain('Reason: closed early.Reason given: The ward <i> waits');
  });

  it('is awarded with one idempotency key, and requires a reason for an offer that is not the top one', async () => {
    let refused = true;
    const site = await TestConsole.open({
      ...apiAnswers(closed, [offer(1), offer(2)]),
      [`POST /v1/broadcasts/${ID}/award`]: () => (refused ? new Refusal(422, 'award_needs_reason') : {}),
    });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const nothing = await visitor.submit(`${PAGE}/award`, { offerId: '' });
    expect(nothing.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#award-offerId');
    const { html } = await visitor.submit(`${PAGE}/award`, { offerId: offer(2).id });
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#award-reason');
    const open = html.querySelectorAll('.homeward-award:not([popover])');
    expect(open.map((panel) => panel.querySelector('input[name=offerId]')?.getAttribute('value'))).toEqual([
      offer(2).id,
    ]);
    expect(open[0]?.querySelector('#award-reason')).not.toBeNull();
    refused = false;
    const chosen = { offerId: offer(2).id, reason: 'Knows the family' };
    const { location } = await visitor.submit(`${PAGE}/award`, chosen);
    const sent = site.requests.findLast(({ route }) => route.endsWith('/award'));
    expect([location, sent?.body]).toEqual([PAGE, { offerId: offer(2).id, reason: 'Knows the family' }]);
    expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('requires words for the bidders where the top-ranked offer is not chosen', async () => {
    const site = await TestConsole.open({
      ...apiAnswers(closed, [offer(1), offer(2)]),
      [`POST /v1/broadcasts/${ID}/award`]: {},
    });
    const visitor = site.signedIn('officer');
    const { html } = await visitor.get(PAGE);
    const fields = html
      .querySelectorAll('.homeward-award')
      .map((panel) => panel.querySelectorAll('textarea').length);
    expect(fields).toEqual([0, 2]);
    const passedOver = { offerId: offer(2).id, reason: 'Knows the family', reasonForBidders: ' ' };
    const refused = await visitor.submit(`${PAGE}/award`, passedOver);
    expect(refused.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(
      '#award-reasonForBidders',
    );
    const words = 'Continuity of care mattered more.';
    await visitor.submit(`${PAGE}/award`, { ...passedOver, reasonForBidders: words });
    expect(site.requests.at(-1)?.body).toMatchObject({ reasonForBidders: words });
  });

  it('says before the award what each branch will read, whichever offer wins', async () => {
    const [first, second] = ['Your offer ranked 1 of 2.', 'Your offer ranked 2 of 2. It was dearer <b>.'];
    const offers = [offer(1, { willBeTold: first }), offer(2, { willBeTold: second })];
    const site = await TestConsole.open(apiAnswers(closed, offers));
    const { html } = await site.signedIn('officer').get(PAGE);
    const panels = html
      .querySelectorAll('.homeward-award')
      .map((panel) => panel.querySelectorAll('dd').map(({ textContent }) => textContent));
    expect(panels).toEqual([
      [`Your offer was chosen. ${first}`, `Another offer was chosen. ${second}`],
      [`Your offer was chosen. ${second}`, `Another offer was chosen. ${first}`],
    ]);
    const openers = html.querySelectorAll('button[popovertarget]:not([popovertargetaction])');
    for (const opener of openers)
      expect(html.querySelector(`#${opener.getAttribute('popovertarget')}[popover]`)).not.toBeNull();
    expect(openers).toHaveLength(2);
  });

  it('shows the outcome for each branch after the award', async () => {
    const told = 'Your offer ranked 2 of 2.';
    const awarded = { ...closed, status: 'awarded' as const };
    const offers = [offer(1, { status: 'awarded' }), offer(2, { status: 'lost', told })];
    const site = await TestConsole.open(apiAnswers(awarded, offers));
    const { html, text } = await site.signedIn('officer').get(PAGE);
    expect(text).toContain(told);
    expect(html.querySelectorAll('input[name=offerId]')).toHaveLength(0);
  });

  it('keeps the offers sealed if it was cancelled', async () => {
    const cancelled = { ...closed, status: 'cancelled' as const, closeCause: null };
    const site = await TestConsole.open(apiAnswers(cancelled, new Refusal(403, 'offers_sealed')));
    const { status, text } = await site.signedIn('officer').get(PAGE);
    expect([status, text]).toEqual([200, expect.stringContaining('The offers stay sealed')]);
  });

  it.each([
    ['open', false],
    ['closed', true],
    ['awarded', true],
    ['unfilled', true],
    ['cancelled', false],
  ] as const)('that is %s has its award file: %s', async (status, isThere) => {
    const broadcast = { ...closed, status };
    const site = await TestConsole.open(apiAnswers(broadcast, new Refusal(403, 'offers_sealed')));
    const { html } = await site.signedIn('auditor').get(PAGE);
    const link = html.querySelector('#award-file')?.getAttribute('href');
    expect(link).toBe(isThere ? `${PAGE}/award-file` : undefined);
  });

  it('has no form for an auditor', async () => {
    const site = await TestConsole.open(apiAnswers(closed, [offer(1)]));
    const { html } = await site.signedIn('auditor').get(PAGE);
    expect(html.querySelectorAll('main button, main input:not([type=hidden])')).toEqual([]);
  });
});
