import type { PersonSearchView } from '#contracts/people';
import { PERSON_ID } from '../../../../testing/people.js';
import { Refusal, TestConsole } from '../../../../testing/test-console.js';

const SEARCH = '01900000-0000-7000-8000-0000000000b7';
const view = (given: Partial<PersonSearchView> = {}): PersonSearchView => ({
  id: SEARCH,
  at: '2026-01-15T09:00:00Z',
  fields: ['name', 'reference'],
  hasMore: false,
  people: [
    {
      id: PERSON_ID,
      reference: 'P-1',
      givenName: '',
      familyName: "O'Brien <b>",
      bornOn: '1940-02',
      nhsNumber: null,
      postcode: 'LE11 3TU',
      openPackages: 2,
    },
  ],
  ...given,
});

describe('finding a person', () => {
  it('sends the words by POST, and leads to an address without them', async () => {
    const site = await TestConsole.open({ 'POST /v1/person-searches': { id: SEARCH, found: 1 } });
    const visitor = site.signedIn('officer');
    await visitor.get('/people');
    const { status, location } = await visitor.submit('/people', { text: ' obrien ', bornOn: '2 1940' });
    expect([status, location]).toEqual([303, `/people/searches/${SEARCH}`]);
    expect(site.requests.at(-1)?.body).toEqual({ text: 'obrien', bornOn: '1940-02' });
  });

  it.each([
    [{ text: ' ', bornOn: '' }, '#text'],
    [{ text: 'x', bornOn: '31 2 1940' }, '#bornOn'],
  ])('asks for something that can be looked for, not %j', async (typed, field) => {
    const site = await TestConsole.open({});
    const visitor = site.signedIn('officer');
    await visitor.get('/people');
    const { status, html } = await visitor.submit('/people', typed);
    expect(status).toBe(400);
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field);
    expect(site.requests.some(({ route }) => route.startsWith('POST /v1/people'))).toBe(false);
  });

  it('shows the people with what tells them apart, and starts a package', async () => {
    const site = await TestConsole.open({ [`GET /v1/person-searches/${SEARCH}`]: view() });
    const { text, html } = await site.signedIn('commissioner').get(`/people/searches/${SEARCH}`);
    expect(text).toMatch(
      /1 person found.*name and case number.*O'Brien <b>.*February 1940.*P-1.*Not known.*LE11 3TU.*2/,
    );
    expect(html.querySelector(`a[href="/people/${PERSON_ID}"]`)).not.toBeNull();
    expect(html.querySelector(`a[href="/packages/new?person=${PERSON_ID}"]`)).not.toBeNull();
  });

  it.each([
    [view({ people: [] }), 'No person found'],
    [view({ hasMore: true }), 'More people match.'],
  ])('says when there is nobody, or more', async (answer, expected) => {
    const site = await TestConsole.open({ [`GET /v1/person-searches/${SEARCH}`]: answer });
    expect((await site.signedIn('officer').get(`/people/searches/${SEARCH}`)).text).toContain(expected);
  });

  it('does not show the search of a colleague', async () => {
    const site = await TestConsole.open({
      [`GET /v1/person-searches/${SEARCH}`]: new Refusal(404, 'person_search_not_found'),
    });
    expect((await site.signedIn('officer').get(`/people/searches/${SEARCH}`)).status).toBe(404);
  });
});
