import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aPersonView, PERSON_ID } from '../../../../testing/people.js';

const PAGE = `/people/${PERSON_ID}/change`;
const ROUTE = `/v1/people/${PERSON_ID}`;

const openConsole = (apiAnswers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({ [`GET ${ROUTE}`]: aPersonView(), ...apiAnswers });

describe('changing a person’s details', () => {
  it('starts from the recorded details, and sends all of them with the version that the user saw', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: { id: PERSON_ID, version: 5 } });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const sent = await visitor.submit(PAGE, { nhsNumber: '943 476 5919', livesAlone: '' });
    expect(sent).toMatchObject({ status: 303, location: `/people/${PERSON_ID}` });
    const { id: _, exclusions: __, mergedReferences: ___, ...details } = aPersonView();
    expect(site.requests.at(-1)?.body).toEqual({ ...details, nhsNumber: '943 476 5919', livesAlone: false });
  });

  it('shows a colleague’s change beside what was typed, and can be sent again', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const typed = { version: '3', addressLines: '1 Typed <b> Road' };
    const { status, text, html } = await visitor.submit(PAGE, typed);
    expect([status, text]).toEqual([
      409,
      expect.stringMatching(/A colleague changed this.*12 Example Lane, Vale/),
    ]);
    expect(html.querySelector('#addressLines')?.textContent).toContain('1 Typed <b> Road');
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('4');
  });

  it.each([
    [{ bornOn: 'soon' }, undefined, 400, '#bornOn'],
    [
      { familyName: ' ' },
      new Refusal(422, 'person_invalid', { faults: [{ code: 'name_missing' }] }),
      422,
      '#familyName',
    ],
    [
      { nhsNumber: '943 476 5918' },
      new Refusal(422, 'person_invalid', { faults: [{ code: 'nhs_number_invalid' }] }),
      400,
      '#nhsNumber',
    ],
    [{ reference: 'P-2' }, new Refusal(409, 'person_reference_taken'), 409, '#reference'],
    [
      { postcode: 'x' },
      new Refusal(400, 'invalid_request', { fields: { postcode: ['x'] } }),
      400,
      '#postcode',
    ],
  ])(
    'shows the error of %j beside its field, and keeps what was typed',
    async (typed, apiAnswer, status, field) => {
      const site = await openConsole({ [`PUT ${ROUTE}`]: apiAnswer });
      const visitor = site.signedIn('officer');
      await visitor.get(PAGE);
      const refused = await visitor.submit(PAGE, typed);
      expect(refused.status).toBe(status);
      expect(refused.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field);
      expect(refused.html.querySelector('#givenName')?.getAttribute('value')).toBe('李');
      expect(refused.text).not.toContain('A colleague changed this');
    },
  );

  it('answers 404 for a person of another authority', async () => {
    const site = await TestConsole.open({ [`GET ${ROUTE}`]: new Refusal(404, 'person_not_found') });
    expect(await site.signedIn('officer').get(PAGE)).toMatchObject({ status: 404 });
  });
});
