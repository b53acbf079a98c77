import type { AbsenceView, ColleagueView, TeamView, WorkOwnerView } from '#contracts/open-work';
import { aUser, TestConsole } from '../../../testing/test-console.js';

const ANN = '01900000-0000-7000-8000-0000000000d1';
const CHIEF = '01900000-0000-7000-8000-0000000000d2';
const AWAY = '01900000-0000-7000-8000-0000000000d3';
const ME = aUser('officer').id;
const ID = '01900000-0000-7000-8000-0000000000e1';
const colleague = (id: string, name: string, given: Partial<ColleagueView> = {}): ColleagueView => ({
  id,
  name,
  role: 'officer',
  deputyId: null,
  ...given,
});
const COLLEAGUES = [
  colleague(ANN, `Ann O'Brien <b>`),
  colleague(AWAY, 'Away', { deputyId: ANN }),
  colleague(CHIEF, 'Chief', { role: 'commissioner' }),
  colleague(ME, 'Myself'),
];
const WORK: WorkOwnerView = {
  kind: 'package',
  id: ID,
  name: 'HW-000007',
  packageId: ID,
  branchId: null,
  reallocationId: null,
  restrictionId: null,
  ownerId: ANN,
  ownerName: `Ann O'Brien <b>`,
  coveredByName: 'Chief',
  isOpen: true,
  changes: [{ at: '2026-01-15T08:00:00Z', fromName: null, toName: `Ann O'Brien <b>`, byName: null }],
};
const OWNER_ROUTE = `GET /v1/open-work/package/${ID}/owner`;

describe('the pages of owners', () => {
  it('show who owns work and who did, and give it only to colleagues who are there', async () => {
    const site = await TestConsole.open({ [OWNER_ROUTE]: WORK, 'GET /v1/colleagues': COLLEAGUES });
    const { html, text } = await site.signedIn('officer').get(`/open-work/package/${ID}`);
    expect(text).toContain(`Owner: Ann O'Brien <b> (away, Chief covers)`);
    expect(html.querySelectorAll('#ownerId option').map(({ textContent }) => textContent)).toEqual([
      'Choose a colleague',
      'Me (Myself)',
      'Chief, commissioner',
    ]);
    expect(html.querySelectorAll('tbody td').map(({ textContent }) => textContent.trim())).toEqual([
      '15 January 2026 at 08:00',
      '–',
      `Ann O'Brien <b>`,
      'Homeward',
    ]);
  });

  it('change nothing for an auditor, and for work that is over', async () => {
    const site = await TestConsole.open({
      [OWNER_ROUTE]: { ...WORK, isOpen: false },
      'GET /v1/colleagues': COLLEAGUES,
    });
    for (const role of ['auditor', 'officer'] as const) {
      const { html } = await site.signedIn(role).get(`/open-work/package/${ID}`);
      expect(html.querySelectorAll('main form')).toEqual([]);
    }
    expect((await site.signedIn('officer').get(`/open-work/nothing/${ID}`)).status).toBe(404);
  });

  it('keep what was ticked, with the owner that the user saw', async () => {
    const site = await TestConsole.open({ 'GET /v1/colleagues': COLLEAGUES });
    const { html } = await site
      .signedIn('officer')
      .get(`/open-work/give?w-package-${ID}=${ANN}&w-restriction-${ID}=none&w-nothing-${ID}=x`);
    const hidden = html
      .querySelectorAll('input[type=hidden][name^="w-"]')
      .map((field) => [field.getAttribute('name'), field.getAttribute('value')]);
    expect(hidden).toEqual([
      [`w-package-${ID}`, ANN],
      [`w-restriction-${ID}`, 'none'],
    ]);
  });

  it('show absences, and end only the user’s own', async () => {
    const absence: AbsenceView = {
      id: ID,
      userId: ANN,
      userName: `Ann O'Brien <b>`,
      deputyId: ME,
      deputyName: 'Myself',
      firstOn: '2026-01-15',
      lastOn: '2026-01-16',
    };
    const site = await TestConsole.open({
      'GET /v1/absences': [absence, { ...absence, id: CHIEF, userId: ME, firstOn: '2026-01-16' }],
      'GET /v1/colleagues': COLLEAGUES,
    });
    const { html } = await site.signedIn('officer').get('/absences');
    expect(html.querySelectorAll('tbody .govuk-tag').length).toBe(1);
    expect(html.querySelectorAll('tbody form').map((form) => form.getAttribute('action'))).toEqual([
      `/absences/${CHIEF}/end`,
    ]);
    const administrators = await site.signedIn('administrator').get('/absences');
    expect(administrators.html.querySelectorAll('tbody form')).toHaveLength(2);
  });

  it('list teams with their members, for administrators only', async () => {
    const team: TeamView = {
      id: ID,
      name: 'Hospital <i>',
      members: [{ id: ANN, name: 'Ann' }],
      version: 3,
    };
    const site = await TestConsole.open({ 'GET /v1/teams': [team], 'GET /v1/colleagues': COLLEAGUES });
    const { html } = await site.signedIn('administrator').get(`/teams/${ID}`);
    expect(html.querySelectorAll('input[checked]').map((box) => box.getAttribute('name'))).toEqual([
      `m-${ANN}`,
    ]);
    expect((await site.signedIn('officer').get('/teams')).status).toBe(403);
  });
});
