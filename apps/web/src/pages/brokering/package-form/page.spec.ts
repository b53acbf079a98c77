import type { PackageView } from '#contracts/packages';
import type { PersonView } from '#contracts/people';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const PERSON = '01900000-0000-7000-8000-0000000000f1';
const LOT = '01900000-0000-7000-8000-0000000000c1';
const PACKAGE = '01900000-0000-7000-8000-0000000000a1';
const person: PersonView = {
  id: PERSON,
  reference: 'LAS-1',
  givenName: '李',
  familyName: "O'Brien <b>",
  bornOn: '1938-11-02',
  nhsNumber: null,
  addressLines: ['1 High Street'],
  postcode: 'LE11 3TU',
  livesAlone: true,
  version: 1,
  exclusions: [],
  mergedReferences: [],
};
const pkg: PackageView = {
  id: PACKAGE,
  reference: 'HW-000007',
  personId: PERSON,
  status: 'draft',
  lotId: LOT,
  lotName: 'Loughborough',
  postcodeDistrict: 'LE11',
  postcodeSector: 'LE11 3',
  urgency: 'urgent',
  visits: [{ key: 'v1', days: ['mon'], band: 'tea', minutes: 45, carers: 1, personalCare: true }],
  needs: ['dementia'],
  note: 'A dog <i>',
  weeklyMinutes: 45,
  version: 4,
  nextAction: 'broadcast_package',
  nextActionOwnerId: PERSON,
  nextActionDueAt: '2026-01-15T10:00:00Z',
  broadcastId: null,
  createdAt: '2026-01-15T08:00:00Z',
};
const apiAnswers = {
  [`GET /v1/people/${PERSON}`]: person,
  'POST /v1/lots/locate': { lotId: LOT },
  'POST /v1/people/find': new Refusal(404, 'person_not_found'),
  [`GET /v1/lots/${LOT}`]: { id: LOT, name: 'Loughborough' },
  'GET /v1/clock-profiles': [
    { urgency: 'urgent', respondMinutes: 240, startWithinMinutes: 2880, workingHours: false, version: 1 },
  ],
  [`GET /v1/packages/${PACKAGE}`]: pkg,
};
const MORNING = {
  'visit-0-mon': 'yes',
  'visit-0-band': 'breakfast',
  'visit-0-minutes': '35',
  urgency: 'urgent',
};

describe('a new package', () => {
  const form = `/packages/new?person=${PERSON}`;

  it('is for a person who is found by the case number, which appears in no address', async () => {
    const site = await TestConsole.open({ 'POST /v1/people/find': { id: PERSON } });
    const visitor = site.signedIn('officer');
    await visitor.get('/packages/new');
    const found = await visitor.submit('/people/find', { reference: ' LAS-1 ' });
    expect([found.location, site.requests.at(-1)?.body]).toEqual([form, { reference: 'LAS-1' }]);
  });

  it.each([
    ['', undefined, 400],
    ['LAS-2', new Refusal(404, 'person_not_found'), 404],
  ])('says that no person has the case number “%s”', async (reference, apiAnswer, status) => {
    const site = await TestConsole.open({ 'POST /v1/people/find': apiAnswer });
    const visitor = site.signedIn('officer');
    await visitor.get('/packages/new');
    const answer = await visitor.submit('/people/find', { reference });
    expect(answer.status).toBe(status);
    expect(answer.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#reference');
  });

  it('shows the person, the lot of the postcode and the periods of the authority’s urgencies', async () => {
    const site = await TestConsole.open({ ...apiAnswers });
    const { text } = await site.signedIn('officer').get(form);
    expect(text).toContain("李 O'Brien <b>, LAS-1");
    expect(text).toMatch(/Lot\s*Loughborough/);
    expect(text).toContain('Offers within 4 h (24 hours a day), care within 48 h');
  });

  it('is sent with the filled visits and with one idempotency key', async () => {
    const site = await TestConsole.open({ ...apiAnswers, 'POST /v1/packages': pkg });
    const visitor = site.signedIn('officer');
    await visitor.get(form);
    for (const _ of [1, 2])
      expect(await visitor.submit('/packages/new', { ...MORNING, 'need-dementia': 'yes' })).toMatchObject({
        location: `/packages/${PACKAGE}`,
      });
    const [first, second] = site.requests.filter(({ route }) => route === 'POST /v1/packages');
    expect(first?.body).toMatchObject({
      personId: PERSON,
      urgency: 'urgent',
      visits: [{ key: 'v1', days: ['mon'], minutes: 35 }],
    });
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('keeps what was typed when it is refused, with each error beside its field', async () => {
    const faults = [{ code: 'short_reason_missing', sentence: 'Say why.', visitKey: 'v1' }];
    const site = await TestConsole.open({
      ...apiAnswers,
      'POST /v1/packages': new Refusal(422, 'package_invalid', { faults }),
    });
    const visitor = site.signedIn('officer');
    await visitor.get(form);
    const typed = { ...MORNING, note: 'Beware <b>' };
    const { status, html } = await visitor.submit('/packages/new', typed);
    expect(status).toBe(422);
    const link = html.querySelector('.govuk-error-summary a');
    expect([link?.getAttribute('href'), link?.textContent]).toEqual([
      '#visit-0-shortReason',
      'Visit 1: Say why.',
    ]);
    expect(html.querySelectorAll('#visit-0-shortReason')).toHaveLength(1);
    expect(html.querySelector('#visit-0-minutes')?.getAttribute('value')).toBe('35');
    expect(html.querySelector('#visit-0-mon')?.hasAttribute('checked')).toBe(true);
    expect(html.querySelector('#note')?.textContent).toBe('Beware <b>');
  });

  it('gets a row for one more visit without sending anything', async () => {
    const site = await TestConsole.open({ ...apiAnswers });
    const visitor = site.signedIn('officer');
    await visitor.get(form);
    const { html } = await visitor.submit('/packages/new', { ...MORNING, more: 'yes' });
    expect(html.querySelectorAll('[data-visit]')).toHaveLength(2);
    expect(html.querySelector('#visit-0-minutes')?.getAttribute('value')).toBe('35');
    expect(site.requests.some(({ route }) => route === 'POST /v1/packages')).toBe(false);
  });
});

describe('a change of a package', () => {
  const page = `/packages/${PACKAGE}/change`;

  it('starts from what the package asks for, and is sent with the version that the user saw', async () => {
    const site = await TestConsole.open({ ...apiAnswers, [`PUT /v1/packages/${PACKAGE}`]: pkg });
    const visitor = site.signedIn('officer');
    const { html } = await visitor.get(page);
    expect(html.querySelector('#need-dementia')?.hasAttribute('checked')).toBe(true);
    await visitor.submit(page, { ...MORNING });
    expect(site.requests.at(-1)?.body).toMatchObject({ version: 4, urgency: 'urgent' });
  });

  it('shows a colleague’s change beside what was typed', async () => {
    const site = await TestConsole.open({
      ...apiAnswers,
      [`PUT /v1/packages/${PACKAGE}`]: new Refusal(409, 'version_stale'),
    });
    const visitor = site.signedIn('officer');
    await visitor.get(page);
    const { status, text, html } = await visitor.submit(page, { ...MORNING, note: 'Typed' });
    expect([status, html.querySelector('#note')?.textContent]).toEqual([409, 'Typed']);
    expect(text).toContain('It now asks for the care below');
    expect(text).toContain('A dog <i>');
  });
});

describe('a change of a package that is refused for another reason', () => {
  const page = `/packages/${PACKAGE}/change`;

  it.each([
    [{ urgency: '' }, 'a fault'],
    [{ more: 'yes' }, 'room for one more visit'],
  ])('after %j still sends the version that the user saw: %s', async (typed, _why) => {
    const answers: Record<string, unknown> = { ...apiAnswers };
    const site = await TestConsole.open(answers);
    const visitor = site.signedIn('officer');
    await visitor.get(page);
    answers[`GET /v1/packages/${PACKAGE}`] = { ...pkg, version: 5, note: 'Changed by a colleague' };
    const { html } = await visitor.submit(page, { ...MORNING, ...typed });
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('4');
  });
});

describe('a new person', () => {
  const TYPED = {
    reference: 'LAS-1',
    givenName: '李',
    familyName: "O'Brien <b>",
    bornOn: '1938-11-02',
    addressLines: '1 High Street\r\n\r\n Loughborough ',
    postcode: 'le113tu',
    livesAlone: 'yes',
  };

  it('is recorded with the lines of the address, and redirects to the new package', async () => {
    const site = await TestConsole.open({ ...apiAnswers, 'POST /v1/people': { id: PERSON, version: 1 } });
    const visitor = site.signedIn('officer');
    await visitor.get('/people/new');
    const { location } = await visitor.submit('/people/new', TYPED);
    expect(location).toBe(`/packages/new?person=${PERSON}`);
    expect(site.requests.find(({ route }) => route === 'POST /v1/people')?.body).toEqual({
      ...TYPED,
      addressLines: ['1 High Street', 'Loughborough'],
      nhsNumber: null,
      livesAlone: true,
    });
  });

  it.each([
    [{ bornOn: '30 2 1938' }, {}, '#bornOn'],
    [{}, { 'POST /v1/lots/locate': new Refusal(422, 'postcode_outside_lots') }, '#postcode'],
    [{}, { 'POST /v1/people': new Refusal(409, 'person_reference_taken') }, '#reference'],
    [
      {},
      { 'POST /v1/people': new Refusal(422, 'person_invalid', { faults: [{ code: 'nhs_number_invalid' }] }) },
      '#nhsNumber',
    ],
  ])(
    '%j is refused with the error beside its field, and keeps what was typed',
    async (typed, apiAnswer, field) => {
      const site = await TestConsole.open({ ...apiAnswers, ...apiAnswer });
      const visitor = site.signedIn('officer');
      await visitor.get('/people/new');
      const { html } = await visitor.submit('/people/new', { ...TYPED, ...typed });
      expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field);
      expect(html.querySelectorAll(field)).toHaveLength(1);
      expect(html.querySelector('#familyName')?.getAttribute('value')).toBe("O'Brien <b>");
    },
  );
});
