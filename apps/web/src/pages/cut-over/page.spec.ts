import type { CareDifferenceView, CareDisputeView, CutOverView, Stage } from '#contracts/cut-over';
import { TestConsole } from '../../../testing/test-console.js';

const DISPUTE = '01900000-0000-7000-8000-0000000000d1';
const DIFFERENCE = '01900000-0000-7000-8000-0000000000d2';

const dispute: CareDisputeView = {
  ...{ id: DISPUTE, kind: 'not_ours', branchId: '1-100', branchName: "Vale O'Brien <b>" },
  ...{ placementId: null, packageId: null, packageReference: null, weeklyMinutes: 420, claimedMinutes: null },
  ...{ note: 'Moved <i>', raisedAt: '2026-01-14T10:00:00Z', ownerName: 'Ann', dueAt: '2026-01-16T10:00:00Z' },
  ...{ settledAt: null, outcome: null, answer: null },
};
const difference: CareDifferenceView = {
  ...{ id: DIFFERENCE, kind: 'only_here', caseNumber: 'P-1', personId: null, branchHere: 'Vale' },
  ...{ branchThere: null, lotCode: null, peopleHere: null, peopleThere: null, minutesHere: 420 },
  ...{ minutesThere: null, foundAt: '2026-01-14T10:00:00Z', ownerName: null, dueAt: '2026-01-15T10:00:00Z' },
  ...{ settledAt: null, settledBy: null, outcome: null, reason: null },
};
const view = (stage: Stage): CutOverView => ({
  ...{ stage, since: null, changedBy: null, lists: [], disputes: stage === 'live' ? [] : [dispute] },
  ...{ blockers: [], openDifferences: 1, isReconciledToday: false },
});
const consoleWith = (more: object = {}, stage: Stage = 'side_by_side'): Promise<TestConsole> =>
  TestConsole.open({
    'GET /v1/cut-over': view(stage),
    'GET /v1/reconciliations?limit=14': { items: [], next: null },
    'GET /v1/care-differences': { items: [difference], next: null },
    ...more,
  });

describe('the pages of a council that changes over', () => {
  it.each([
    ['commissioner', 1],
    ['officer', 0],
    ['auditor', 0],
  ] as const)('links a %s to %s answer, difference and import', async (role, links) => {
    const site = await consoleWith();
    const visitor = site.signedIn(role);
    const page = await visitor.get('/going-live');
    expect(page.text).toContain("Vale O'Brien <b>");
    expect(page.text).toContain('No live care yet');
    expect(page.html.querySelectorAll(`a[href="/going-live/disputes/${DISPUTE}"]`)).toHaveLength(links);
    expect(page.html.querySelectorAll('main a[href="/imports"]')).toHaveLength(links);
    const figures = await visitor.get('/going-live/figures');
    expect(figures.text).toContain('P-1');
    expect(figures.html.querySelectorAll(`a[href="/going-live/differences/${DIFFERENCE}"]`)).toHaveLength(
      links,
    );
    expect(figures.html.querySelectorAll('main form')).toHaveLength(links);
  });

  it('takes no figures once the council is live', async () => {
    const site = await consoleWith({}, 'live');
    const { text, html } = await site.signedIn('commissioner').get('/going-live/figures');
    expect(html.querySelectorAll('main form')).toHaveLength(0);
    expect(text).toContain('Figures are no longer compared');
  });

  it('opens a dispute that is not among the soonest, and shows the answer of one that is settled', async () => {
    const route = `GET /v1/care-disputes/${DISPUTE}`;
    const open = await consoleWith({
      [route]: dispute,
      'GET /v1/cut-over': { ...view('preparing'), disputes: [] },
    });
    const asked = await open.signedIn('commissioner').get(`/going-live/disputes/${DISPUTE}`);
    expect(asked.text).toContain('The branch does not deliver to this person');
    expect(asked.html.querySelectorAll('main form')).toHaveLength(1);

    const answer = { settledAt: '2026-01-15T08:00:00Z', outcome: 'corrected', answer: 'Moved on <b>' };
    const settled = await consoleWith({ [route]: { ...dispute, ...answer } });
    const told = await settled.signedIn('commissioner').get(`/going-live/disputes/${DISPUTE}`);
    expect(told.text).toContain('The council corrected its record, 15 January 2026 at 08:00: Moved on <b>');
    expect(told.html.querySelectorAll('main form')).toHaveLength(0);
  });
});
