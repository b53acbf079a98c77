import type { ContractDependants, ContractLine } from '#contracts/framework';
import { aBranchFile, aLotView, BRANCH_ID, LOT_ID } from '../../../testing/commissioning.js';
import { Refusal, TestConsole } from '../../../testing/test-console.js';
import { contractTag, pickedContracts } from './contracts-shown.js';
import { readForm } from '../../console/form.js';
import { changeInWords, hundredthsOf } from './uplift/percentage.js';

const ID = '01900000-0000-7000-8000-0000000000d1';
const OTHER = '01900000-0000-7000-8000-0000000000d2';
const LINE: ContractLine = {
  id: ID,
  branchId: BRANCH_ID,
  lotId: LOT_ID,
  tier: 1,
  rankInTier: 2,
  rateMinPence: 2_000,
  rateMaxPence: 2_150,
  startsOn: '2025-04-01',
  endsOn: '2026-03-31',
  noticeDays: 28,
  version: 3,
  branchName: "Care of O'Brien <b> 李",
  providerId: '1-101635212',
  providerName: 'Care <i>',
  lotCode: 'L1',
  lotName: 'Vale <b>',
  people: 2,
  weeklyMinutes: 630,
  weeklyCostPence: 21_525,
  ownerId: null,
  ownerName: null,
};
const DEPENDANTS: ContractDependants = {
  contract: LINE,
  care: [
    {
      placementId: OTHER,
      packageId: OTHER,
      reference: 'HW-000007',
      deliveringBranchName: 'Other <b>',
      weeklyMinutes: 630,
      weeklyCostPence: 21_525,
    },
  ],
  awaitedStarts: [{ packageId: OTHER, reference: 'HW-000008', startsOn: '2026-02-01' }],
  openRounds: [
    {
      broadcastId: OTHER,
      packageId: OTHER,
      reference: 'HW-000009',
      round: 2,
      closesAt: '2026-01-16T09:00:00Z',
    },
  ],
  subcontracts: [],
};
const PICKED = `c-${ID}=3&c-${OTHER}=1`;
const LINES = { items: [LINE, { ...LINE, id: OTHER, version: 1 }], next: null };
const LINES_ROUTE = `GET /v1/contract-lines?ids=${ID}%2C${OTHER}&limit=2`;
const COLLEAGUES = [{ id: OTHER, name: 'Ann <b>', role: 'officer', deputyId: null }];
const linksOf = (html: {
  querySelectorAll: (selector: string) => { getAttribute: (name: string) => string | undefined }[];
}) => html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));

describe('the list of contracts', () => {
  it('says at an empty council what comes first, to each role', async () => {
    const site = await TestConsole.open({
      'GET /v1/contract-lines?limit=100': { items: [], next: null },
      'GET /v1/lots': [],
    });
    const { text, html } = await site.signedIn('commissioner').get('/contracts');
    expect(text).toContain('A contract is for a lot');
    expect(html.querySelectorAll('main a[href="/lots/new"]')).toHaveLength(1);
    const { html: auditors } = await site.signedIn('auditor').get('/contracts');
    expect(auditors.querySelectorAll('main a[href="/lots/new"]')).toHaveLength(0);
  });

  it('filters by its address and ignores what is no filter', async () => {
    const route = `GET /v1/contract-lines?search=O%27Brien+%3Cb%3E&lotId=${LOT_ID}&state=ending&limit=100`;
    const site = await TestConsole.open({
      [route]: { items: [LINE], next: 'more' },
      'GET /v1/contract-lines?limit=100': LINES,
      'GET /v1/lots': [aLotView()],
    });
    const visitor = site.signedIn('commissioner');
    const { html, text } = await visitor.get(`/contracts?search=O'Brien+<b>&lotId=${LOT_ID}&state=ending`);
    expect(text).toContain('Ends in 75 days');
    expect(html.querySelector(`#c-${ID}`)?.getAttribute('value')).toBe('3');
    expect(html.querySelector('main a[href*="after=more"]')).not.toBeNull();
    expect((await visitor.get('/contracts?state=x&lotId=1&branchId=<b>')).status).toBe(200);
    const { html: read } = await site.signedIn('officer').get('/contracts');
    expect(read.querySelectorAll('tbody input')).toHaveLength(0);
  });
});

describe('one contract', () => {
  it('is recorded with pounds as pence, and shows every error beside its field', async () => {
    const site = await TestConsole.open({
      'GET /v1/lots': [aLotView()],
      'GET /v1/branches?limit=200': { items: [aBranchFile().branch], next: null },
      'POST /v1/contracts': LINE,
    });
    const visitor = site.signedIn('commissioner');
    await visitor.get(`/contracts/new?branchId=${BRANCH_ID}`);
    const wrong = await visitor.submit('/contracts/new', {
      branchId: '',
      lotId: '',
      tier: 'x',
      rateMin: '',
      rateMax: 'much',
    });
    expect([wrong.status, linksOf(wrong.html)]).toEqual([
      400,
      ['#branchId', '#lotId', '#tier', '#rateMin', '#rateMax', '#startsOn'],
    ]);
    const sent = {
      branchId: BRANCH_ID,
      lotId: LOT_ID,
      tier: '1',
      rateMin: '20',
      rateMax: '£21.50',
      startsOn: '2026-04-01',
    };
    expect(await visitor.submit('/contracts/new', sent)).toMatchObject({
      status: 303,
      location: `/contracts/${ID}`,
    });
    expect(site.requests.at(-1)?.body).toEqual({
      branchId: BRANCH_ID,
      lotId: LOT_ID,
      tier: 1,
      rankInTier: 1,
      rateMinPence: 2_000,
      rateMaxPence: 2_150,
      startsOn: '2026-04-01',
      endsOn: null,
      noticeDays: 28,
    });
  });

  it.each([
    [new Refusal(409, 'contract_overlaps'), '#startsOn'],
    [new Refusal(404, 'branch_not_found'), '#branchId'],
    [
      new Refusal(422, 'contract_invalid', { faults: [{ code: 'rates_reversed', sentence: 'Reversed.' }] }),
      '#rateMin',
    ],
  ])('shows the refusal of the API beside its field: %j', async (refusal, field) => {
    const site = await TestConsole.open({
      'GET /v1/lots': [aLotView()],
      'GET /v1/branches?limit=200': { items: [], next: null },
      'POST /v1/contracts': refusal,
    });
    const visitor = site.signedIn('commissioner');
    await visitor.get('/contracts/new');
    const sent = { branchId: BRANCH_ID, lotId: LOT_ID, rateMin: '20', rateMax: '21', startsOn: '2026-04-01' };
    expect(linksOf((await visitor.submit('/contracts/new', sent)).html)).toEqual([field]);
  });

  it('ends only after all that hangs on it was shown', async () => {
    const page = `/contracts/${ID}/end`;
    const site = await TestConsole.open({
      [`GET /v1/contracts/${ID}/dependants`]: DEPENDANTS,
      'POST /v1/contracts/change': { changed: 1 },
    });
    const visitor = site.signedIn('commissioner');
    await visitor.get(page);
    expect(linksOf((await visitor.submit(page, { endsOn: '' })).html)).toEqual(['#endsOn']);
    const { text } = await visitor.submit(page, { endsOn: '2026-02-28' });
    expect(text).toMatch(
      /28 February 2026.*Live care continues.*HW-000007.*HW-000008.*HW-000009, broadcast 2/s,
    );
    expect(site.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
    const confirmed = { endsOn: '2026-02-28', version: '3', step: 'confirm' };
    expect(await visitor.submit(page, confirmed)).toMatchObject({
      status: 303,
      location: `/contracts/${ID}`,
    });
    expect(site.requests.at(-1)?.body).toEqual({
      contracts: [{ id: ID, version: 3 }],
      change: { endsOn: '2026-02-28' },
    });
  });
});

describe('contracts as a set', () => {
  it('are changed together after a preview, in what was filled in only', async () => {
    const site = await TestConsole.open({
      [LINES_ROUTE]: LINES,
      'GET /v1/colleagues': COLLEAGUES,
      'POST /v1/contracts/change': { changed: 2 },
    });
    const visitor = site.signedIn('commissioner');
    const page = `/contracts/change?${PICKED}`;
    const { html } = await visitor.get(page);
    expect(html.querySelectorAll('input[type=hidden][name^="c-"]')).toHaveLength(2);
    const picked = { [`c-${ID}`]: '3', [`c-${OTHER}`]: '1' };
    expect((await visitor.submit('/contracts/change', picked)).text).toContain('Enter at least one change');
    const both = await visitor.submit('/contracts/change', { ...picked, endsOn: '2026-06-30', noEnd: 'yes' });
    expect(both.text).toContain('not both');
    const change = { ...picked, endsOn: '2026-06-30', noEnd: '', noticeDays: '42', ownerId: OTHER };
    const preview = await visitor.submit('/contracts/change', change);
    expect(preview.text).toMatch(/30 June 2026.*42 days.*Owner: Ann <b>.*4 people receive care/s);
    await visitor.submit('/contracts/change', { ...change, step: 'confirm' });
    expect(site.requests.at(-1)?.body).toEqual({
      contracts: [
        { id: ID, version: 3 },
        { id: OTHER, version: 1 },
      ],
      change: { endsOn: '2026-06-30', noticeDays: 42, ownerId: OTHER },
    });
  });

  it('say that none was chosen', async () => {
    const site = await TestConsole.open({ 'GET /v1/colleagues': [] });
    const visitor = site.signedIn('commissioner');
    for (const page of ['/contracts/change', '/contracts/uplift?c-1=3'])
      expect((await visitor.get(page)).text).toContain('No contracts selected');
  });

  it('get new rates after a preview with the cost before and after', async () => {
    const preview = {
      contracts: [
        {
          contractId: ID,
          branchName: 'B <b>',
          lotCode: 'L1',
          lotName: 'Vale',
          rateMinPence: { before: 2_000, after: 2_050 },
          rateMaxPence: { before: 2_000, after: 2_050 },
          people: 2,
          weeklyCostPence: { before: 21_000, after: 21_525 },
        },
      ],
      people: 2,
      weeklyCostPence: { before: 21_000, after: 21_525 },
    };
    const site = await TestConsole.open({
      [LINES_ROUTE]: LINES,
      'POST /v1/rate-uplifts/preview': preview,
      'POST /v1/rate-uplifts': { id: OTHER, ...preview },
    });
    const visitor = site.signedIn('commissioner');
    await visitor.get(`/contracts/uplift?${PICKED}`);
    const page = '/contracts/uplift';
    const picked = { [`c-${ID}`]: '3', [`c-${OTHER}`]: '1' };
    const wrong = await visitor.submit(page, { ...picked, way: 'rate', percentage: '2', newRate: 'much' });
    expect(linksOf(wrong.html)).toEqual(['#fromOn', '#newRate', '#reason']);
    const typed = {
      ...picked,
      fromOn: '2026-04-01',
      way: 'percentage',
      percentage: '2.5',
      newRate: '',
      reason: 'Wage <b>',
    };
    const { text } = await visitor.submit(page, typed);
    expect(text).toMatch(/\+2\.5% from 1 April 2026.*£210\.00.*£215\.25.*\+£5\.25/s);
    await visitor.submit(page, { ...typed, step: 'confirm' });
    expect(site.requests.at(-1)).toMatchObject({
      route: 'POST /v1/rate-uplifts',
      body: {
        contractIds: [ID, OTHER],
        fromOn: '2026-04-01',
        hundredths: 250,
        newRatePence: null,
        reason: 'Wage <b>',
      },
    });
  });
});

it.each([
  ['2.5', 250],
  ['-1', -100],
  ['−0.25 %', -25],
  ['+ 3', 300],
  ['2.555', null],
  ['', null],
  ['1,5', null],
])('the percentage %j is %j hundredths', (typed, hundredths) => {
  expect(hundredthsOf(typed)).toBe(hundredths);
});

it.each([
  [{ hundredths: 250, newRatePence: null }, '+2.5%'],
  [{ hundredths: -100, newRatePence: null }, '−1%'],
  [{ hundredths: null, newRatePence: 2_450 }, 'to £24.50'],
])('the change %j is %j', (change, words) => {
  expect(changeInWords(change)).toBe(words);
});

it.each([
  ['2026-01-16', null, 0, 'Future'],
  ['2026-01-15', '2026-01-15', 0, 'Ends in 0 days'],
  ['2026-01-01', '2026-04-15', 0, 'Ends in 90 days'],
  ['2026-01-01', '2026-04-16', 0, 'In force'],
  ['2026-01-01', '2026-01-14', 0, 'Ended'],
  ['2026-01-01', '2026-01-14', 1, 'Ended, care continues'],
])('a contract from %s to %s with %i people is shown as %s', (startsOn, endsOn, people, text) => {
  expect(contractTag({ startsOn, endsOn, people }, '2026-01-15').text).toBe(text);
});

it('reads only ids and versions from what was ticked', () => {
  const form = readForm({ [`c-${ID}`]: '3', [`c-${OTHER}`]: 'x', 'c-1': '1', other: '2' });
  expect(pickedContracts(form)).toEqual([{ id: ID, version: 3 }]);
});

describe('a lot', () => {
  const PAGE = `/lots/${LOT_ID}/outline`;
  it('is recorded, with its own key', async () => {
    const site = await TestConsole.open({ 'POST /v1/lots': aLotView() });
    const visitor = site.signedIn('commissioner');
    await visitor.get('/lots/new');
    const sent = { code: 'L1', name: 'Vale', areas: 'LE11, LE12 5', floor: '20', ceiling: '26.50' };
    expect(await visitor.submit('/lots/new', sent)).toMatchObject({
      status: 303,
      location: `/lots/${LOT_ID}`,
    });
    expect(site.requests.at(-1)?.body).toMatchObject({ code: 'L1', areas: ['LE11', 'LE12 5'], sealed: true });
  });

  it('loses its outline by a button, and names a missing file', async () => {
    const site = await TestConsole.open({
      [`GET /v1/lots/${LOT_ID}`]: aLotView(),
      'GET /v1/lots/outlines': [
        {
          id: LOT_ID,
          code: 'L1',
          outline: {
            type: 'Polygon',
            coordinates: [
              [
                [-1, 52],
                [-1, 53],
                [0, 53],
                [-1, 52],
              ],
            ],
          },
        },
      ],
      [`PUT /v1/lots/${LOT_ID}/outline`]: aLotView(),
    });
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelectorAll('svg.homeward-map path')).toHaveLength(1);
    expect(linksOf((await visitor.submit(PAGE)).html)).toEqual(['#outline']);
    await visitor.submit(PAGE, { remove: 'yes' });
    expect(site.requests.at(-1)?.body).toEqual({ file: null, version: 4 });
  });
});

it('the checks of a branch show what is missing, what has run out and what stands', async () => {
  const check = {
    id: ID,
    branchId: BRANCH_ID,
    kind: 'insurance',
    satisfied: true,
    evidence: 'Certificate <b>',
    documentId: null,
    reviewOn: '2026-01-15',
    recordedAt: '2025-01-15T09:00:00Z',
    recordedByName: null,
    stands: true,
  };
  const site = await TestConsole.open({
    [`GET /v1/branches/${BRANCH_ID}`]: aBranchFile().branch,
    [`GET /v1/branches/${BRANCH_ID}/checks`]: [
      check,
      { ...check, kind: 'references', satisfied: false, reviewOn: '2026-01-16' },
    ],
  });
  const { html } = await site.signedIn('auditor').get(`/branches/${BRANCH_ID}/checks`);
  expect(html.querySelectorAll('main .govuk-tag').map(({ textContent }) => textContent.trim())).toEqual([
    'Not checked',
    'Not satisfied',
    'Not checked',
    'Check expired',
    'Not checked',
  ]);
  expect(html.querySelectorAll('main form')).toHaveLength(0);
});

describe('a subcontract', () => {
  const SUBCONTRACT = {
    id: ID, branchId: BRANCH_ID, deliveringBranchId: '1-200000001', lotId: LOT_ID, startsOn: '2025-04-01', endsOn: null,
    branchName: "Care of O'Brien <b> 李", deliveringBranchName: 'Other <b>', lotCode: 'L1', lotName: 'Vale <b>',
    ownerId: OTHER, ownerName: 'Ann <b>',
  }; // prettier-ignore
  const { care, awaitedStarts, openRounds } = DEPENDANTS;
  const open = () =>
    TestConsole.open({
      [`GET /v1/subcontracts/${ID}/dependants`]: {
        subcontract: SUBCONTRACT,
        care,
        awaitedStarts,
        openRounds,
      },
      [`POST /v1/subcontracts/${ID}/end`]: SUBCONTRACT,
    });

  it('shows its owner, and buttons to those who may own it', async () => {
    const site = await open();
    const { text, html } = await site.signedIn('commissioner').get(`/subcontracts/${ID}`);
    expect(text).toMatch(/Owner\s*Ann <b>.*Take.*Give.*HW-000007/s);
    const take = html.querySelector('button[name=work]')?.getAttribute('value');
    expect(take).toBe(`subcontract ${ID} ${OTHER}`);
    const { html: read } = await site.signedIn('auditor').get(`/subcontracts/${ID}`);
    expect(read.querySelectorAll('main form, main .govuk-button')).toHaveLength(0);
  });

  it('ends after all that hangs on it was shown', async () => {
    const site = await open();
    const visitor = site.signedIn('commissioner');
    const page = `/subcontracts/${ID}/end`;
    await visitor.get(page);
    const { text } = await visitor.submit(page, { endsOn: '2026-06-30' });
    expect(text).toMatch(/until 30 June 2026.*Live care goes on.*HW-000007.*HW-000008.*HW-000009/s);
    expect(site.requests.some(({ route }) => route.startsWith('POST'))).toBe(false);
    expect(await visitor.submit(page, { step: 'confirm' })).toMatchObject({
      location: `/subcontracts/${ID}`,
    });
    expect(site.requests.at(-1)?.body).toEqual({ endsOn: '2026-06-30' });
  });
});

describe('a planned change of rates', () => {
  const UPLIFT = {
    id: ID, fromOn: '2026-04-01', hundredths: 250, newRatePence: null, reason: 'Wage <b>', recordedByName: 'Ann',
    recordedAt: '2026-01-01T09:00:00Z', contracts: 2, placements: 3,
    withdrawnAt: null as string | null, withdrawnByName: null, withdrawReason: null as string | null,
  }; // prettier-ignore
  const open = (given: Partial<typeof UPLIFT> = {}) =>
    TestConsole.open({
      'GET /v1/rate-uplifts': [{ ...UPLIFT, ...given }],
      [`POST /v1/rate-uplifts/${ID}/withdraw`]: UPLIFT,
    });

  it('is withdrawn with a reason', async () => {
    const site = await open();
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get('/rate-uplifts');
    expect(html.querySelectorAll(`a[href="/rate-uplifts/${ID}/withdraw"]`)).toHaveLength(1);
    const page = `/rate-uplifts/${ID}/withdraw`;
    const { text } = await visitor.get(page);
    expect(text).toMatch(/from 1 April 2026 in 2 contracts and the care of 3 placements/);
    expect((await visitor.submit(page, { reason: ' ' })).status).toBe(400);
    expect(await visitor.submit(page, { reason: 'Budget <b>' })).toMatchObject({ location: '/rate-uplifts' });
    expect(site.requests.at(-1)?.body).toEqual({ reason: 'Budget <b>' });
  });

  it.each([
    [{ fromOn: '2026-01-15' }, 'In force'],
    [{ withdrawnAt: '2026-01-14T09:00:00Z', withdrawReason: 'Budget <b>' }, 'Withdrawn'],
  ] as [Partial<typeof UPLIFT>, string][])('with %j is no longer withdrawn: %s', async (given, words) => {
    const site = await open(given);
    const { text, html } = await site.signedIn('commissioner').get('/rate-uplifts');
    expect(text).toContain(words);
    expect(html.querySelectorAll('a[href$="/withdraw"]')).toHaveLength(0);
  });
});
