import { aPersonView, PERSON_ID } from '../../../testing/people.js';
import { Refusal, TestConsole } from '../../../testing/test-console.js';

const TYPED = {
  reference: 'P-9',
  givenName: '',
  familyName: 'Obrien',
  bornOn: '29 2 1940',
  addressLines: '1 High Street',
  postcode: 'LE11 3TU',
};
const similar = [{ personId: PERSON_ID, likenesses: ['name_and_birth'] }];

const openForm = async (refusal: Refusal) => {
  const site = await TestConsole.open({
    'POST /v1/lots/locate': { lotId: 'l' },
    [`GET /v1/people/${PERSON_ID}`]: aPersonView(),
    'POST /v1/people': refusal,
  });
  const visitor = site.signedIn('officer');
  await visitor.get('/people/new');
  return { site, visitor };
};

describe('a person who may be recorded already', () => {
  it('is shown in the form, and is recorded as another person after the confirmation', async () => {
    const { site, visitor } = await openForm(new Refusal(409, 'person_may_be_recorded', { similar }));
    const asked = await visitor.submit('/people/new', TYPED);
    expect(asked.status).toBe(409);
    expect(asked.text).toMatch(
      /李 O'Brien <b> \(opens in new tab\), born: 29 February 1940.*P-1.*Similar name and date of birth/,
    );
    expect(asked.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe('#same-person');
    expect(asked.html.querySelector(`#same-person a[href="/people/${PERSON_ID}"]`)).not.toBeNull();
    expect(asked.html.querySelector('#familyName')?.getAttribute('value')).toBe('Obrien');
    expect(asked.html.querySelector(`#distinct-${PERSON_ID}`)?.hasAttribute('checked')).toBe(false);

    await visitor.submit('/people/new', { ...TYPED, similar: PERSON_ID, [`distinct-${PERSON_ID}`]: 'yes' });
    const [first, second] = site.requests.filter(({ route }) => route === 'POST /v1/people');
    expect(first?.body).not.toHaveProperty('distinctFrom');
    expect(second?.body).toMatchObject({
      familyName: 'Obrien',
      bornOn: '1940-02-29',
      distinctFrom: [PERSON_ID],
    });
  });

  it.each([
    ['person_nhs_number_taken', '#nhsNumber'],
    ['person_reference_taken', '#reference'],
  ] as const)(
    'cannot be confirmed as another person for %s: the form links to the record',
    async (code, field) => {
      const { visitor } = await openForm(new Refusal(409, code, { personId: PERSON_ID }));
      const { status, html } = await visitor.submit('/people/new', TYPED);
      expect([status, html.querySelector('.govuk-error-summary a')?.getAttribute('href')]).toEqual([
        409,
        field,
      ]);
      expect(html.querySelector(`#same-person a[href="/people/${PERSON_ID}"]`)).not.toBeNull();
      expect(html.querySelectorAll('#same-person input[type=checkbox]')).toHaveLength(0);
    },
  );
});
