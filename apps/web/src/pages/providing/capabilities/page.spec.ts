import type { BranchCapabilitiesView, WithdrawalPreview } from '#contracts/capabilities';
import { TestConsole } from '../../../../testing/test-console.js';

const ID = '1-100000001';
const PAGE = `/skills/${ID}`;
const ROUTE = `/v1/branches/${ID}/capabilities`;
const NAME = "Care of O'Brien <b> 李";
const VIEW: BranchCapabilitiesView = {
  branchId: ID,
  branchName: NAME,
  councils: 2,
  standing: [
    { capability: 'dementia', isConfirmed: true, confirmedBy: 1, ownAnswer: null },
    { capability: 'peg', isConfirmed: false, confirmedBy: 0, ownAnswer: null },
  ],
  statements: [
    {
      id: '01900000-0000-7000-8000-0000000000c1',
      kind: 'declared',
      capabilities: ['dementia', 'peg'],
      onDay: '2026-01-02',
      evidence: 'Two <b> nurses',
      documentId: null,
      recordedAt: '2026-01-02T09:00:00.000Z',
      recordedBy: 'another_council',
      recordedByName: null,
    },
  ],
};
const RESTS: WithdrawalPreview = {
  invitations: [
    {
      id: null,
      capabilities: ['peg'],
      lotName: 'Vale',
      weeklyMinutes: 600,
      closesAt: '2026-01-15T12:00:00Z',
    },
  ],
  care: [
    { id: '01900000-0000-7000-8000-0000000000c2', capabilities: ['peg'], lotName: 'Vale', weeklyMinutes: 60 },
  ],
};
const open = (answers: Record<string, unknown> = {}) =>
  TestConsole.open({
    [`GET ${ROUTE}`]: VIEW,
    [`POST ${ROUTE}`]: VIEW,
    [`GET ${ROUTE}/withdrawal?withdrawn=peg`]: RESTS,
    ...answers,
  });

describe('the skills of a branch', () => {
  it('are sent as what changed, with the day', async () => {
    const site = await open();
    const visitor = site.signedIn('provider_administrator');
    const { text } = await visitor.get(PAGE);
    expect(text).toMatch(
      /Declared and confirmed by a council for the branch.*Two <b> nurses.*Another council/,
    );
    expect(await visitor.submit(PAGE, { 'skill-bsl': 'yes', onDay: '2026-01-14' })).toMatchObject({
      status: 303,
      location: PAGE,
    });
    expect(site.requests.at(-1)?.body).toEqual({
      declared: ['bsl'],
      withdrawn: [],
      onDay: '2026-01-14',
      note: null,
    });
    expect(site.requests.at(-1)?.headers).toHaveProperty('idempotency-key');
  });

  it('are withdrawn after what rests on them was shown', async () => {
    const site = await open();
    const visitor = site.signedIn('provider');
    await visitor.get(PAGE);
    const { text, html } = await visitor.submit(PAGE, { 'skill-peg': '' });
    expect(text).toMatch(/withdraws: PEG feeding.*Live care that needs these skills goes on.*Vale/);
    const hrefs = html.querySelectorAll('main table a').map((link) => link.getAttribute('href'));
    expect(hrefs).toEqual(['/care/01900000-0000-7000-8000-0000000000c2']);
    expect(site.requests.some(({ route }) => route === `POST ${ROUTE}`)).toBe(false);
    await visitor.submit(PAGE, { step: 'confirm' });
    expect(site.requests.at(-1)?.body).toMatchObject({ declared: [], withdrawn: ['peg'] });
  });

  it('are not sent if nothing changed', async () => {
    const site = await open();
    const visitor = site.signedIn('provider');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, {});
    expect([status, html.querySelector('.govuk-error-summary a')?.textContent]).toEqual([
      400,
      'Nothing has changed.',
    ]);
  });
});
