import { BRANCH_ID } from '../../../../testing/commissioning.js';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import { aPersonView, PERSON_ID } from '../../../../testing/people.js';

const PAGE = `/people/${PERSON_ID}`;
const EXCLUDE = `${PAGE}/exclusions`;
const STANDING = { id: BRANCH_ID, name: "Care of O'Brien <b> 李", providerName: 'Care <i>' };
const EXCLUSION = {
  branchId: BRANCH_ID,
  branchName: STANDING.name,
  reason: 'A quarrel <i>',
  recordedAt: '2026-01-14T10:00:00Z',
};

const openConsole = (
  apiAnswers: Record<string, unknown> = {},
  person = aPersonView(),
): Promise<TestConsole> =>
  TestConsole.open({
    [`GET /v1${PAGE}`]: person,
    [`GET /v1/packages?personId=${PERSON_ID}&limit=100`]: { items: [], next: null },
    'GET /v1/branch-standings': [STANDING],
    ...apiAnswers,
  });

describe('a person', () => {
  it('is shown with the excluded branches, their names and the reasons', async () => {
    const site = await openConsole({}, aPersonView({ exclusions: [EXCLUSION] }));
    const { text, html } = await site.signedIn('officer').get(PAGE);
    expect(text).toMatch(/李 O'Brien <b>.*12 Example Lane, Vale.*Care of O'Brien <b> 李.*A quarrel <i>/);
    expect(html.querySelector(`a[href="${PAGE}/change"]`)).not.toBeNull();
    expect(html.querySelectorAll('[data-live]')).toEqual([]); // A live region would reload the person's details, and the API logs every read of the details.
  });

  it('has no form for a role that only reads', async () => {
    const site = await openConsole({}, aPersonView({ exclusions: [EXCLUSION] }));
    const { html } = await site.signedIn('auditor').get(PAGE);
    expect(html.querySelectorAll('main form, main .govuk-button')).toEqual([]);
    expect(site.requests.map(({ route }) => route)).not.toContain('GET /v1/branch-standings');
  });

  it('excludes a branch with a reason and one idempotency key', async () => {
    const site = await openConsole({ [`POST /v1${EXCLUDE}`]: { id: PERSON_ID, version: 4 } });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    for (const _ of [1, 2])
      expect(await visitor.submit(EXCLUDE, { branchId: BRANCH_ID, reason: ' A quarrel <b> ' })).toMatchObject(
        { status: 303, location: PAGE },
      );
    const sent = site.requests.filter(({ route }) => route === `POST /v1${EXCLUDE}`);
    expect(sent[0]?.body).toEqual({ branchId: BRANCH_ID, reason: 'A quarrel <b>' });
    expect(new Set(sent.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it.each([
    [{ branchId: '', reason: 'Typed <b>' }, undefined, 400, '#exclude-branchId'],
    [{ branchId: BRANCH_ID, reason: ' ' }, undefined, 400, '#exclude-reason'],
    [
      { branchId: BRANCH_ID, reason: 'Typed <b>' },
      new Refusal(404, 'branch_not_found'),
      404,
      '#exclude-branchId',
    ],
  ])('shows the error of %j, and keeps what was typed', async (typed, apiAnswer, status, field) => {
    const site = await openConsole({ [`POST /v1${EXCLUDE}`]: apiAnswer });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const refused = await visitor.submit(EXCLUDE, typed);
    expect(refused.status).toBe(status);
    expect(refused.html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field);
    expect(refused.html.querySelectorAll(field)).toHaveLength(1);
    expect(refused.html.querySelector('#exclude-reason')?.textContent.trim()).toBe(typed.reason.trim());
    const chosen = refused.html.querySelector('#exclude-branchId option[selected]');
    expect(chosen?.getAttribute('value') ?? '').toBe(typed.branchId);
    expect(refused.html.querySelector('#exclude')?.hasAttribute('open')).toBe(true);
  });

  it('says how long a reason may be if it is too long', async () => {
    const tooLong = new Refusal(400, 'invalid_request', { fields: { reason: ['x'] } });
    const site = await openConsole({ [`POST /v1${EXCLUDE}`]: tooLong });
    const visitor = site.signedIn('officer');
    await visitor.get(PAGE);
    const { text } = await visitor.submit(EXCLUDE, { branchId: BRANCH_ID, reason: 'Typed <b>' });
    expect(text).toContain('Enter a reason of up to 2,000 characters.');
  });

  it('has an exclusion withdrawn', async () => {
    const remove = `${EXCLUDE}/${BRANCH_ID}/remove`;
    const route = `DELETE /v1${EXCLUDE}/${BRANCH_ID}`;
    const site = await openConsole({ [route]: { id: PERSON_ID } }, aPersonView({ exclusions: [EXCLUSION] }));
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    expect(await visitor.submit(remove)).toMatchObject({ status: 303, location: PAGE });
    expect(site.requests.map((one) => one.route)).toContain(route);
  });
});
