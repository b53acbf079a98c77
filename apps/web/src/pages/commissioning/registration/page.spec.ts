import type { PreviewView } from '#contracts/previews';
import { aBranchFile, aLotView, BRANCH_ID, LOT_ID } from '../../../../testing/commissioning.js';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';

const PAGE = `/branches/${BRANCH_ID}/registration`;
const ROUTE = `/v1/branches/${BRANCH_ID}`;
const PREVIEW_ROUTE = 'POST /v1/previews/closure';
const { branch } = aBranchFile();
const SOURCE = { kind: 'letter', reference: 'ENF/7', publishedOn: '2026-01-10' };
const NONE = { people: 0, placements: 0, weeklyMinutes: 0 };

const PREVIEW: PreviewView = {
  branchId: BRANCH_ID, at: '2026-01-15T09:00:00Z', leavesOn: null, moves: true, alreadyMoving: NONE,
  care: { people: 12, placements: 13, weeklyMinutes: 6_420, timeCriticalVisits: 4, doubleUpVisits: 2, livingAlone: 5 },
  invitationsRevoked: 1, offersLapsed: 0, awardsBlocked: 0,
  lotsWithoutTierOne: [{ lotId: LOT_ID, code: 'L1', name: "O'Brien <b> Vale 李" }],
  untouched: { people: 0, weeklyMinutes: 0, byBranch: [] },
  capacity: [], unplaceable: { ...NONE, byLot: [] },
}; // prettier-ignore

const openConsole = (
  apiAnswers: Record<string, unknown> = {},
  given: Partial<typeof branch> = {},
): Promise<TestConsole> =>
  TestConsole.open({
    [`GET ${ROUTE}`]: { ...branch, ...given },
    [`GET ${ROUTE}/capabilities`]: { councils: 3 },
    [PREVIEW_ROUTE]: PREVIEW,
    'GET /v1/lots': [aLotView()],
    'GET /v1/lots/outlines': [],
    ...apiAnswers,
  });
const isAsked = (site: TestConsole, route: string): boolean =>
  site.requests.some((one) => one.route === route);

describe('a closure', () => {
  it('is recorded after its preview, exactly as previewed', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: branch });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const shown = await visitor.submit(PAGE, { status: 'deregistered', ...SOURCE });
    expect(shown.text).toMatch(/Effect of this closure.*no longer registered with CQC.*12.*107 h/);
    expect(isAsked(site, `PUT ${ROUTE}`)).toBe(false);
    expect(await visitor.submit(PAGE, { step: 'confirm' })).toMatchObject({
      status: 303,
      location: `/branches/${BRANCH_ID}`,
    });
    const { id: _, providerId: __, providerName: ___, source: ____, capabilities: _____, ...file } = branch;
    const registration = { status: 'deregistered', dormant: false, personalCare: true };
    expect(site.requests.at(-1)?.body).toEqual({ ...file, registration, source: SOURCE });
  });

  it('can be changed after its preview, with what was chosen kept', async () => {
    const site = await openConsole();
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    await visitor.submit(PAGE, { dormant: 'yes', personalCare: '', ...SOURCE });
    const { html } = await visitor.submit(PAGE, { step: 'change' });
    const ticked = (id: string): boolean => html.querySelector(id)?.hasAttribute('checked') ?? false;
    expect(['#status-registered', '#dormant', '#personalCare', '#kind-letter'].map(ticked)).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('ends without a preview', async () => {
    const closed = { registration: { ...branch.registration, status: 'deregistered' as const } };
    const site = await openConsole({ [`PUT ${ROUTE}`]: branch }, closed);
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    expect(await visitor.submit(PAGE, { status: 'registered', ...SOURCE })).toMatchObject({ status: 303 });
    expect(isAsked(site, PREVIEW_ROUTE)).toBe(false);
    expect(site.requests.at(-1)?.body).toMatchObject({ registration: branch.registration });
  });

  it.each([
    [
      'nothing chosen',
      { status: '', ...SOURCE },
      '#status-registered',
      'Choose whether the branch is registered.',
    ],
    ['nothing changed', SOURCE, '#status-registered', 'Nothing has changed.'],
    ['no source', { status: 'deregistered' }, '#kind-publication', 'Choose the kind of source.'],
  ] as [string, Record<string, string>, string, string][])(
    'is shown again with %s',
    async (_why, typed, field, words) => {
      const site = await openConsole();
      const visitor = site.signedIn('commissioner');
      await visitor.get(PAGE);
      const { status, html } = await visitor.submit(PAGE, typed);
      const link = html.querySelector('.govuk-error-summary a');
      expect([status, link?.getAttribute('href'), link?.textContent]).toEqual([
        400,
        field,
        expect.stringContaining(words),
      ]);
      expect(isAsked(site, PREVIEW_ROUTE) || isAsked(site, `PUT ${ROUTE}`)).toBe(false);
    },
  );

  it('shows a colleague’s change that happened during the preview', async () => {
    const site = await openConsole({ [`PUT ${ROUTE}`]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    await visitor.submit(PAGE, { status: 'deregistered', version: '6', ...SOURCE });
    const { status, text, html } = await visitor.submit(PAGE, { step: 'confirm' });
    expect([status, text]).toEqual([
      409,
      expect.stringMatching(/A colleague changed this.*It is registered with CQC\./),
    ]);
    expect(html.querySelector('#status-deregistered')?.hasAttribute('checked')).toBe(true);
    expect(html.querySelector('input[name=version]')?.getAttribute('value')).toBe('7');
  });
});
