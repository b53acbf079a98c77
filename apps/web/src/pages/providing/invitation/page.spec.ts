import type { InvitationView } from '#contracts/broadcasts';
import { UNREACHABLE, TestConsole, Refusal } from '../../../../testing/test-console.js';
import { anInvitation, anOwnOffer, INVITATION_ID, OFFER_ID } from '../../../../testing/providing.js';

const PATH = `/invitations/${INVITATION_ID}`;
const ROUTE = `/v1/invitations/${INVITATION_ID}`;
const TERMS = {
  startsOn: '2026-01-16',
  hourlyRatePence: 2_450,
  deliveringBranchId: '1-100000001',
  visitTimes: [
    { visitKey: 'v1', startsAt: '07:00' },
    { visitKey: 'v2', startsAt: '16:30' },
  ],
};

const openConsole = (
  invitation: InvitationView,
  apiAnswers: Record<string, unknown> = {},
): Promise<TestConsole> =>
  TestConsole.open({
    [`GET ${ROUTE}`]: invitation,
    [`GET /v1/offers/${OFFER_ID}`]: anOwnOffer(),
    ...apiAnswers,
  });

const offered = (given: Partial<InvitationView> = {}): InvitationView =>
  anInvitation({ offerId: OFFER_ID, offerStatus: 'standing', ...given });

describe('an invitation', () => {
  it('shows what the package asks for without the person, and escapes texts', async () => {
    const { text, html } = await (await openConsole(anInvitation())).signedIn('provider').get(PATH);
    expect(text).toMatch(/LE11 3, Charnwood North.*2 h left/);
    expect(text).toMatch(/Breakfast, every day, 07:00 to 10:00, 45 min, two carers, personal care/);
    expect(text).toContain('Time-critical: Insulin <b>');
    expect(html.querySelectorAll('main b')).toEqual([]);
  });

  it('is not changed by a GET: a form records that it was seen', async () => {
    const site = await openConsole(anInvitation(), { [`POST ${ROUTE}/seen`]: anInvitation() });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    expect(site.requests.filter(({ route }) => route.startsWith('POST'))).toEqual([]);
    expect(await visitor.submit(`${PATH}/seen`)).toMatchObject({ status: 303, location: PATH });
    expect((await visitor.get(PATH)).text).toContain('The council sees that you opened this invitation');
    await visitor.submit(`${PATH}/seen`, { quietly: 'yes' });
    expect((await visitor.get(PATH)).text).not.toContain('you opened this invitation');
  });

  it('gets the offer that it asks for with one button and one idempotency key', async () => {
    const site = await openConsole(anInvitation({ rateMinPence: 2_450 }), {
      [`POST ${ROUTE}/offers`]: anOwnOffer(),
    });
    const visitor = site.signedIn('provider');
    const { html } = await visitor.get(PATH);
    const key = html.querySelector('form[data-send] input[name="key"]')?.getAttribute('value');
    expect(await visitor.submit(`${PATH}/offer`)).toMatchObject({ status: 303, location: PATH });
    expect(site.requests.at(-1)).toMatchObject({ body: TERMS, headers: { 'idempotency-key': key } });
  });

  it('shows the facts by which a branch decides, and does not say from which branch care comes', async () => {
    const site = await openConsole(anInvitation({ careIsRunning: true }));
    const { text, html } = await site.signedIn('provider').get(PATH);
    expect(text).toMatch(
      /Package HW-000042.*Transfer: another branch delivers the care now.*£223.33 to £273.58 a week at £20.00 to £24.50 an hour.*sector LE11 3, about 14 miles from your branch.*Harriet <b> Penfold, harriet@council.example.*Price 40%, quality 30%, fit 20%, continuity 10%/,
    );
    expect(html.querySelectorAll('main b')).toEqual([]);
  });

  it.each([
    { rateMinPence: 2_450, prefilled: '24.50', why: 'the contract has one rate' },
    { rateMinPence: 2_000, prefilled: '', why: 'the contract has a range, and the price is the decision' },
  ])('is prefilled with the rate "$prefilled": $why', async ({ rateMinPence, prefilled }) => {
    const site = await openConsole(anInvitation({ rateMinPence }));
    const { html } = await site.signedIn('provider').get(PATH);
    expect(html.querySelector('#rate')?.getAttribute('value') ?? '').toBe(prefilled);
  });

  it('says what the offer loses before it is sent, and takes it the second time', async () => {
    const site = await openConsole(anInvitation(), { [`POST ${ROUTE}/offers`]: anOwnOffer() });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const late = { rate: '24', startsOn: '2026-01-18', 'at-v2': '17:00' };
    const { status, text, html } = await visitor.submit(`${PATH}/offer`, late);
    expect(status).toBe(200);
    expect(text).toMatch(
      /Check the offer Care starts 2 days late\. Tea, Saturday and Sunday: outside the window 16:30 to 16:45\. Fit scores 14.6 of 20 points\./,
    );
    expect(html.querySelector('#startsOn')?.getAttribute('value')).toBe('2026-01-18');
    expect(site.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
    expect(await visitor.submit(`${PATH}/offer`, late)).toMatchObject({ status: 303 });
    await visitor.get(PATH);
    await visitor.submit(`${PATH}/offer`, late);
    const worse = await visitor.submit(`${PATH}/offer`, { ...late, startsOn: '2026-01-19' });
    expect([worse.status, worse.text]).toEqual([200, expect.stringContaining('3 days late')]);
  });

  it('can be delivered by a recorded subcontractor', async () => {
    const mayDeliver = [
      { branchId: '1-100000001', name: "O'Brien <b> Care 李" },
      { branchId: '1-200000001', name: 'Other <i> Care' },
    ];
    const site = await openConsole(anInvitation({ mayDeliver }), { [`POST ${ROUTE}/offers`]: anOwnOffer() });
    const visitor = site.signedIn('provider');
    const { html } = await visitor.get(PATH);
    const [own, other] = html.querySelectorAll('input[name="deliveringBranchId"]');
    expect([own?.hasAttribute('checked'), other?.hasAttribute('checked')]).toEqual([true, false]);
    await visitor.submit(`${PATH}/offer`, { deliveringBranchId: '1-200000001', rate: '24' });
    expect(site.requests.at(-1)?.body).toMatchObject({ deliveringBranchId: '1-200000001' });
  });

  it('shows every missing field, and keeps what was typed', async () => {
    const site = await openConsole(anInvitation());
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const { status, text, html } = await visitor.submit(`${PATH}/offer`, {
      startsOn: '',
      rate: 'plenty',
      'at-v2': '',
      note: 'Typed <i>',
    });
    expect(status).toBe(400);
    expect(text).toMatch(
      /There is a problem.*day on which care can start.*rate in pounds.*Tea, Saturday and Sunday/,
    );
    const links = html.querySelectorAll('.govuk-error-summary a').map((a) => a.getAttribute('href') ?? '');
    expect(links).toEqual(['#startsOn', '#rate', '#at-v2']);
    for (const link of links) expect(html.querySelector(link)).not.toBeNull();
    expect(html.querySelector('#rate')?.getAttribute('value')).toBe('plenty');
    expect(html.querySelector('#note')?.textContent).toContain('Typed <i>');
    expect(site.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
  });

  it.each([
    {
      refusal: new Refusal(422, 'offer_invalid', {
        faults: [
          { code: 'start_in_past', sentence: 'Enter a start date of today or later.' },
          { code: 'visit_not_answered', sentence: 'Enter a start time for this visit.', visitKey: 'v2' },
        ],
      }),
      sentences: ['Enter a start date of today or later.', 'Enter a start time for this visit.'],
      links: ['#startsOn', '#at-v2'],
    },
    {
      refusal: new Refusal(422, 'branch_not_eligible', {
        checks: [
          { rule: 'capacity.minutes', remedy: 'Have 1 h more to spare.' },
          { rule: 'restriction.closed', remedy: 'The restriction must end.' },
        ],
      }),
      sentences: ['Have 1 h more to spare.', 'The restriction must end.'],
      links: ['#deliveringBranchId', '#deliveringBranchId'],
    },
    {
      refusal: new Refusal(422, 'rate_needs_reason', {
        rateFloorPence: 2_100,
        rateCeilingPence: 2_800,
        rateMinPence: 2_000,
        rateMaxPence: 2_450,
      }),
      sentences: ['Your contract rate is £21.00 to £24.50'],
      links: ['#rateReason'],
    },
    {
      refusal: new Refusal(422, 'branch_not_eligible'),
      sentences: ['This branch is not eligible for this package now.'],
      links: ['#deliveringBranchId'],
    },
    { refusal: new Refusal(409, 'broadcast_not_open'), sentences: ['This broadcast has closed.'], links: [] },
  ])('shows every reason of a refusal: $refusal.code', async ({ refusal, sentences, links }) => {
    const site = await openConsole(anInvitation(), { [`POST ${ROUTE}/offers`]: refusal });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const { status, text, html } = await visitor.submit(`${PATH}/offer`, { rate: '24.00' });
    expect(status).toBe(refusal.status);
    for (const sentence of sentences) expect(text).toContain(sentence);
    const summary = html.querySelectorAll('.govuk-error-summary a').map((a) => a.getAttribute('href') ?? '');
    expect(summary).toEqual(links);
    for (const link of links) expect(html.querySelector(link)).not.toBeNull();
    expect(html.querySelector('#rate')?.getAttribute('value')).toBe('24.00');
  });

  it('keeps what was typed if the API is not available', async () => {
    const site = await openConsole(anInvitation(), { [`POST ${ROUTE}/offers`]: UNREACHABLE });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    expect(await visitor.submit(`${PATH}/offer`, { rate: '24' })).toMatchObject({ status: 503 });
  });

  it('shows the current offer, which can be changed with its version, or withdrawn', async () => {
    const site = await openConsole(offered(), {
      [`PUT /v1/offers/${OFFER_ID}`]: anOwnOffer(),
      [`POST /v1/offers/${OFFER_ID}/withdraw`]: anOwnOffer({ status: 'withdrawn' }),
    });
    const visitor = site.signedIn('provider');
    const { text, html } = await visitor.get(PATH);
    expect(text).toMatch(/Offer made.*£23.00 an hour.*We know the street <b>.*at 08:15/);
    expect(html.querySelectorAll(`form[action="${PATH}/decline"]`)).toEqual([]);
    expect(await visitor.submit(`${PATH}/offer`, { rate: '22' })).toMatchObject({ status: 303 });
    expect(site.requests.at(-1)?.body).toMatchObject({
      version: 3,
      hourlyRatePence: 2_200,
      startsOn: '2026-01-16',
    });
    expect(
      (await visitor.get(PATH)).html.querySelector(`main a[href="${PATH}/offer/withdraw"]`),
    ).not.toBeNull();
    const confirm = await visitor.get(`${PATH}/offer/withdraw`);
    expect(confirm.text).toMatch(/Withdraw offer for HW-000042.*£23.00 an hour/);
    expect(site.requests.at(-1)?.route).toMatch(/^GET/);
    await visitor.submit(`${PATH}/offer/withdraw`);
    expect(site.requests.at(-1)?.route).toBe(`POST /v1/offers/${OFFER_ID}/withdraw`);
  });

  it('shows a colleague’s change beside what was typed', async () => {
    const site = await openConsole(offered(), {
      [`PUT /v1/offers/${OFFER_ID}`]: new Refusal(409, 'version_stale', { expected: 2, current: 3 }),
    });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const { status, text, html } = await visitor.submit(`${PATH}/offer`, { rate: '21.00', version: '2' });
    expect([status, text]).toEqual([409, expect.stringContaining('£23.00 an hour')]);
    expect(html.querySelector('#rate')?.getAttribute('value')).toBe('21.00');
    expect(html.querySelector('input[name="version"]')?.getAttribute('value')).toBe('3');
  });

  it('is declined with a reason', async () => {
    const site = await openConsole(anInvitation(), { [`POST ${ROUTE}/decline`]: anInvitation() });
    const visitor = site.signedIn('provider');
    await visitor.get(PATH);
    const refused = await visitor.submit(`${PATH}/decline`, { reason: '', note: 'Too far <b>' });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Choose a reason.')]);
    expect(refused.html.querySelector('#decline')?.hasAttribute('open')).toBe(true);
    expect(refused.html.querySelector('#decline-note')?.textContent).toContain('Too far <b>');
    await visitor.submit(`${PATH}/decline`, { reason: 'too_far' });
    expect(site.requests.at(-1)).toMatchObject({
      route: `POST ${ROUTE}/decline`,
      body: { reason: 'too_far' },
    });
  });

  it('shows the outcome with the rank and the reason, without a form', async () => {
    const outcome = {
      rank: 2,
      of: 3,
      why: 'Your offer ranked 2 of 3. The best offer was ahead: a lower rate was offered.',
      score: {
        weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
        inputs: {
          hourlyRatePence: 2_300,
          rating: 'good' as const,
          punctualPerMille: null,
          visitsAsked: 9,
          complaintsPerTenThousand: null,
          visitsInside: 9,
          daysLate: 0,
          continuity: 'none' as const,
        },
        components: { quality: 805, fit: 1_000, continuity: 0 },
      },
    };
    const site = await openConsole(offered({ status: 'ended', offerStatus: 'lost', ownRank: 2 }), {
      [`GET /v1/offers/${OFFER_ID}`]: anOwnOffer({ status: 'lost', rank: 2, offersRanked: 3, outcome }),
    });
    const { text, html } = await site.signedIn('provider').get(PATH);
    expect(text).toMatch(/Not chosen.*Rank 2 of 3.*a lower rate was offered.*30% 81 of 100/);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });

  it.each([
    ['awarded', /Awarded to you Your offer was chosen.*Confirm the start.*£23\.00 an hour/, 1],
    ['award_withdrawn', /Award withdrawn.*then withdrew the award.*£23\.00 an hour/, 0],
  ] as const)('whose offer is %s says so, with what was offered', async (offerStatus, words, links) => {
    const site = await openConsole(offered({ status: 'ended', offerStatus }), {
      [`GET /v1/offers/${OFFER_ID}`]: anOwnOffer({ status: offerStatus }),
    });
    const { text, html } = await site.signedIn('provider').get(PATH);
    expect(text).toMatch(words);
    expect(html.querySelectorAll('#status a[href="/care"]')).toHaveLength(links);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });

  it('answers 404 for another provider', async () => {
    const site = await TestConsole.open({ [`GET ${ROUTE}`]: new Refusal(404, 'invitation_not_found') });
    expect(await site.signedIn('provider').get(PATH)).toMatchObject({ status: 404 });
  });
});
