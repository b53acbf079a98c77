import { Refusal, TestConsole } from '../../../../testing/test-console.js';

const PAGE = '/people/new';
const TYPED = {
  reference: 'LAS-1',
  givenName: '李',
  familyName: "O'Brien <b>",
  bornOn: '1938-11-02',
  addressLines: '1 High Street',
  postcode: 'LE11 3TU',
  nhsNumber: '',
};

describe('a new person', () => {
  it.each<[Partial<typeof TYPED>, string | null, string[], string]>([
    [{}, 'LAS-1', ['#reference', '#nhsNumber', '#postcode'], 'a case number that is taken'],
    [{}, 'las-1', ['#nhsNumber', '#postcode'], 'a case number in other letters'],
    [{ reference: '' }, 'LAS-1', ['#reference', '#nhsNumber', '#postcode'], 'no case number'],
    [
      { givenName: '', familyName: '', bornOn: '2099-01-01' },
      null,
      ['#familyName', '#bornOn', '#nhsNumber', '#postcode'],
      'all at once',
    ],
  ])('with %j beside %j has errors at %j: %s', async (typed, taken, fields, _why) => {
    const site = await TestConsole.open({
      'POST /v1/lots/locate': new Refusal(422, 'postcode_outside_lots'),
      'POST /v1/people/find': taken ? { id: 'p', reference: taken } : new Refusal(404, 'person_not_found'),
    });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, { ...TYPED, nhsNumber: '943 476 5918', ...typed });
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect([status, links]).toEqual([400, fields]);
    expect(site.requests.map(({ route }) => route)).not.toContain('POST /v1/people');
  });

  it('that is sent twice is not refused because of its own case number', async () => {
    const site = await TestConsole.open({
      'POST /v1/lots/locate': { lotId: 'l' },
      'POST /v1/people/find': { id: 'p', reference: TYPED.reference },
      'POST /v1/people': { id: 'p', version: 1 },
    });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    for (const _ of [1, 2])
      expect(await visitor.submit(PAGE, TYPED)).toMatchObject({ location: '/packages/new?person=p' });
  });
});
