import { aBranchFile, BRANCH_ID } from '../../../../testing/commissioning.js';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const PAGE = `/branches/${BRANCH_ID}/change`;
const ROUTE = `/v1/branches/${BRANCH_ID}`;
const { branch } = aBranchFile();

const openConsole = (apiAnswers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({ [`GET ${ROUTE}`]: branch, ...apiAnswers });

describe('changing the details of a branch', () => {
  it('starts from the recorded details, and sends all of them with the registration unchanged', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: branch });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const source = { kind: 'letter', reference: 'ENF/7 <b>', publishedOn: '2026-01-10' };
    const typed = { safe: 'inadequate', effective: '', ...source };
    expect(await visitor.submit(PAGE, typed)).toMatchObject({ location: `/branches/${BRANCH_ID}` });
    const { id: _, providerId: __, providerName: ___, source: ____, capabilities: _____, ...file } = branch;
    expect(site.requests.at(-1)?.body).toEqual({
      ...file,
      ratings: { ...branch.ratings, safe: 'inadequate' },
      source: { kind: 'letter', reference: 'ENF/7 <b>', publishedOn: '2026-01-10' },
    });
  });

  it('sends no source if none was entered', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: branch });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    await visitor.submit(PAGE, { name: 'New name' });
    expect(site.requests.at(-1)?.body).toMatchObject({ name: 'New name', source: null });
  });

  it.each([
    [{ kind: 'letter' }, ['#branch-reference', '#branch-publishedOn']],
    [{ reference: 'A/1' }, ['#branch-kind-publication', '#branch-publishedOn']],
    [{ publishedOn: '2026-01-10' }, ['#branch-kind-publication', '#branch-reference']],
  ] as [Record<string, string>, string[]][])('asks for the rest of the source %j', async (typed, fields) => {
    const site = await openConsole();
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, typed);
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect([status, links]).toEqual([400, fields]);
    for (const field of fields) expect(html.querySelectorAll(field)).toHaveLength(1);
  });

  it('shows what stands if the source is older, beside what was typed', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(409, 'register_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const source = { kind: 'directory', reference: 'Locations', publishedOn: '2025-01-10' };
    const { status, text, html } = await visitor.submit(PAGE, { overall: 'inadequate', ...source });
    expect([status, html.querySelector('.govuk-error-summary a')?.getAttribute('href')]).toEqual([
      409,
      '#branch-publishedOn',
    ]);
    expect(text).toMatch(
      /A colleague changed this.*Overall: Good.*Source: Page or report on CQC’s website.*King's Council <b>/,
    );
    expect(html.querySelector('#branch-kind-directory')?.hasAttribute('checked')).toBe(true);
    expect(html.querySelector('#branch-publishedOn')?.getAttribute('value')).toBe('2025-01-10');
  });

  it('sends no rating if the rating was removed', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: branch });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    await visitor.submit(PAGE, { overall: '', ratedOn: '' });
    expect(site.requests.at(-1)?.body).toMatchObject({ ratings: { overall: null, ratedOn: null } });
  });

  it('sends an unknown word as a rating, so that the API refuses it', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(400, 'invalid_request') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    await visitor.submit(PAGE, { overall: 'superb' });
    const sent = site.requests.find(({ route }) => route === `PUT ${ROUTE}`);
    expect(sent?.body).toMatchObject({ ratings: { overall: 'superb' } });
  });

  it.each([
    [{ name: ' ' }, undefined, 400, '#branch-name', 'Enter the name'],
    [
      { ratedOn: '2026-02-01' },
      new Refusal(422, 'branch_invalid', {
        faults: [{ code: 'rated_in_future', sentence: 'On a day that has been.' }],
      }),
      422,
      '#branch-ratedOn',
      'On a day that has been.',
    ],
    [
      { postcode: 'LE11' },
      new Refusal(400, 'invalid_request', { fields: { postcode: ['x'] } }),
      400,
      '#branch-postcode',
      'such as LE11 3TU',
    ],
    [
      { ratedOn: 'yesterday' },
      new Refusal(400, 'invalid_request', { fields: { 'ratings.ratedOn': ['x'] } }),
      400,
      '#branch-ratedOn',
      'Enter the day on which the rating was published',
    ],
    [{}, new Refusal(422, 'register_needs_source'), 422, '#branch-kind-publication', 'Choose the CQC source'],
    [
      {},
      new Refusal(422, 'branch_invalid', { faults: [{ code: 'reference_not_of_cqc', sentence: 'Of CQC.' }] }),
      422,
      '#branch-reference',
      'Of CQC.',
    ],
  ] as [Record<string, string>, Refusal | undefined, number, string, string][])(
    'shows the error of %j beside its field, and keeps what was typed',
    async (typed, apiAnswer, status, field, words) => {
      const site = await openConsole({ [`PUT ${ROUTE}`]: apiAnswer });
      const visitor = site.signedIn('commissioner');
      await visitor.get(PAGE);
      const refused = await visitor.submit(PAGE, { ...typed, caring: 'good' });
      expect(refused.status).toBe(status);
      const link = refused.html.querySelector('.govuk-error-summary a');
      expect([link?.getAttribute('href'), link?.textContent]).toEqual([
        field,
        expect.stringContaining(words),
      ]);
      expect(refused.html.querySelectorAll(field)).toHaveLength(1);
      expect(refused.html.querySelector('#branch-caring option[selected]')?.getAttribute('value')).toBe(
        'good',
      );
    },
  );

  it('shows a colleague’s change beside what was typed, and can be sent again', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { status, text, html } = await visitor.submit(PAGE, { version: '6', name: 'Typed <b>' });
    expect(status).toBe(409);
    expect(text).toMatch(
      /A colleague changed this.*Care of O'Brien <b> 李, LE11 3TU.*Safe: Good; Effective: Not rated.*Source: Page or report/,
    );
    expect(html.querySelector('#branch-name')?.getAttribute('value')).toBe('Typed <b>');
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('7');
  });
});
