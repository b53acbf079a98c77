import { aLotView, LOT_ID } from '../../../../testing/commissioning.js';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const PAGE = `/lots/${LOT_ID}/change`;
const ROUTE = `/v1/lots/${LOT_ID}`;

const openConsole = (apiAnswers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({ [`GET ${ROUTE}`]: aLotView(), ...apiAnswers });
const fault = (code: string, sentence: string) =>
  new Refusal(422, 'lot_settings_invalid', { faults: [{ code, sentence }] });

describe('changing a lot', () => {
  it('sends unchanged settings as they are', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: aLotView() });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    expect(await visitor.submit(PAGE)).toMatchObject({ status: 303, location: `/lots/${LOT_ID}` });
    const { id: _, districtCode: __, districtName: ___, ...lot } = aLotView();
    expect(site.requests.at(-1)?.body).toEqual(lot);
  });

  it('sends hours as minutes, pounds as pence, and each area separately', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: aLotView() });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    await visitor.submit(PAGE, {
      method: 'cascade',
      sealed: '',
      ownRankShown: 'yes',
      step: '2:15',
      areas: 'LE11,\n LE12   5 ;le13',
      floor: '20.05',
      ceiling: '£31',
      price: '65',
      quality: '5',
      weightsReason: ' Because <b> ',
    });
    expect(site.requests.at(-1)?.body).toMatchObject({
      method: 'cascade',
      sealed: false,
      ownRankShown: true,
      cascadeStepMinutes: 135,
      areas: ['LE11', 'LE12 5', 'le13'],
      rateFloorPence: 2_005,
      rateCeilingPence: 3_100,
      weights: { price: 65, quality: 5, fit: 20, continuity: 10 },
      weightsReason: 'Because <b>',
      version: 4,
    });
  });

  it('shows all errors before anything is sent', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, {
      code: ' ',
      areas: '',
      floor: 'much',
      price: '-1',
      headStart: '',
      headStartMinutes: '',
    });
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect([status, links]).toEqual([
      400,
      ['#lot-code', '#lot-areas', '#lot-headStart', '#lot-floor', '#lot-price'],
    ]);
    for (const link of links) expect(html.querySelectorAll(link ?? '')).toHaveLength(1);
    expect(site.requests.some(({ route }) => route.startsWith('PUT'))).toBe(false);
  });

  it.each([
    [fault('weights_not_100', 'The weights must add up to 100.'), '#lot-price', 'add up to 100'],
    [fault('own_rank_sealed', 'Not where sealed.'), '#lot-ownRankShown', 'Not where sealed.'],
    [fault('price_weight_reason_missing', 'Say why.'), '#lot-weightsReason', 'Say why.'],
    [new Refusal(422, 'lot_settings_invalid', { unknownAreas: ['<b>', 'X'] }), '#lot-areas', '<b> and X'],
    [new Refusal(409, 'lot_code_taken'), '#lot-code', 'already has this code'],
    [new Refusal(409, 'lot_area_taken'), '#lot-areas', 'belongs to another lot'],
    [
      new Refusal(400, 'invalid_request', { fields: { tierHeadStartMinutes: ['x'] } }),
      '#lot-headStart',
      'between 1 minute and 4 weeks',
    ],
  ] as [Refusal, string, string][])(
    'shows the API’s refusal beside its field: %j',
    async (apiAnswer, field, words) => {
      const site = await openConsole({ [`PUT ${ROUTE}`]: apiAnswer });
      const visitor = site.signedIn('commissioner');
      await visitor.get(PAGE);
      const { status, html } = await visitor.submit(PAGE, { name: 'Typed <b>', fit: '21' });
      expect(status).toBe(apiAnswer.status);
      const link = html.querySelector('.govuk-error-summary a');
      expect([link?.getAttribute('href'), link?.textContent]).toEqual([
        field,
        expect.stringContaining(words),
      ]);
      expect(html.querySelectorAll(field)).toHaveLength(1);
      expect(html.querySelector('#lot-name')?.getAttribute('value')).toBe('Typed <b>');
      expect(html.querySelector('#lot-fit')?.getAttribute('value')).toBe('21');
    },
  );

  it('shows a colleague’s change beside what was typed, and can be sent again', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { status, text, html } = await visitor.submit(PAGE, { version: '3', name: 'Typed <b>' });
    expect(status).toBe(409);
    expect(text).toMatch(
      /A colleague changed this.*L1 O'Brien <b> Vale 李: LE11, LE12 5.*Hourly rates: £20\.00 to £26\.50/,
    );
    expect(html.querySelector('#lot-name')?.getAttribute('value')).toBe('Typed <b>');
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('4');
  });
});
