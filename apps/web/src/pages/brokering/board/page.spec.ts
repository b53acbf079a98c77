import type { BoardItem, BoardView } from '#contracts/board';
import { aUser, TestConsole } from '../../../../testing/test-console.js';

const ITEM: BoardItem = {
  kind: 'package',
  id: '01900000-0000-7000-8000-0000000000a1',
  packageId: '01900000-0000-7000-8000-0000000000a1',
  branchId: null,
  reference: 'HW-000007',
  urgency: 'hospital',
  lotName: "Oadby & O'Brien <b>",
  postcodeSector: 'LE2 5',
  weeklyMinutes: 525,
  action: 'await_offers',
  branchName: null,
  broadcast: {
    id: '01900000-0000-7000-8000-0000000000b1',
    round: 1,
    closesAt: '2026-01-15T10:03:00Z',
    invited: 12,
    seen: 5,
    offers: 3,
  },
  ownerId: aUser('officer').id,
  ownerName: '李 Chen',
  coveredByName: null,
  dueAt: '2026-01-15T10:03:00Z',
  clockStartedAt: '2026-01-15T07:57:00Z',
  firstAskedAt: '2026-01-13T06:00:00Z',
};
const LATE: BoardItem = {
  ...ITEM,
  kind: 'case',
  id: '01900000-0000-7000-8000-0000000000a2',
  action: 'broadcast_again',
  ownerId: null,
  ownerName: null,
  dueAt: '2026-01-15T08:00:00Z',
  firstAskedAt: null,
};
const REALLOCATION: BoardItem = {
  ...LATE,
  kind: 'reallocation',
  packageId: null,
  reference: null,
  urgency: null,
  lotName: null,
  postcodeSector: null,
  weeklyMinutes: null,
  broadcast: null,
  branchName: 'Hazelquill <i>',
  action: 'decide_reallocation',
};
const COUNTS = {
  drafts: 0,
  asking: 1,
  deciding: 0,
  starts: 0,
  unplaced: 1,
  variations: 0,
  contests: 0,
  contracts: 0,
  cut_over: 0,
  reallocations: 1,
};
const BOARD: BoardView = {
  items: [LATE, ITEM, REALLOCATION],
  counts: COUNTS,
  overdue: 2,
  more: false,
  queues: { mine: 1, team: 1, all: 3 },
  hasTeam: false,
};
const LOT = '01900000-0000-7000-8000-0000000000c1';
const LOTS = { 'GET /v1/lots': [{ id: LOT, name: 'Oadby' }] };

describe('the board', () => {
  it('is the start page of an officer, and puts what to do now before what waits on others', async () => {
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': BOARD });
    const visitor = site.signedIn('officer');
    expect(await visitor.get('/')).toMatchObject({ location: '/board' });
    const { html } = await visitor.get('/board');
    const rows = html
      .querySelectorAll('tbody tr')
      .map((row) =>
        row
          .querySelectorAll('.homeward-lines__text, th, td a')
          .map((cell) => cell.textContent.trim().replace(/\s+/g, ' ')),
      );
    expect(rows).toEqual([
      ['1 h overdue', 'HW-000007', 'Hospital discharge', 'No offers', "LE2 5 Oadby & O'Brien <b>", '8 h 45 min', '3 of 12 invited branches', '–', '–', 'No owner', 'Broadcast again: HW-000007'],
      ['1 h overdue', 'Transfers', '–', 'Transfers to decide', '–', '–', '–', '–', 'Hazelquill <i>', 'No owner', 'Decide transfers: Transfers'],
      ['1 h 3 min left', 'HW-000007', 'Hospital discharge', 'Out to broadcast', "LE2 5 Oadby & O'Brien <b>", '8 h 45 min', '3 of 12 invited branches', '2 d 3 h', '–', '李 Chen', 'View broadcast: HW-000007'],
    ]); // prettier-ignore
    expect(
      html.querySelectorAll('section h2').map(({ textContent }) => textContent.trim().replace(/\s+/g, ' ')),
    ).toEqual(['Do now 2, 2 overdue', 'Waiting on others 1']);
    const links = html.querySelectorAll('tbody a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      `/packages/${LATE.packageId}`,
      `/packages/${LATE.packageId}`,
      `/reallocations/${REALLOCATION.id}`,
      `/reallocations/${REALLOCATION.id}`,
      `/packages/${ITEM.packageId}`,
      `/broadcasts/${ITEM.broadcast?.id}`,
    ]);
    expect(html.querySelectorAll('[data-time-bar]').map((bar) => bar.getAttribute('width'))).toEqual([
      '0',
      '0',
      '50',
    ]);
    const ids = html.querySelectorAll('[id]').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('filters by its query, keeps the filters in its tabs, and ignores invalid filters', async () => {
    const route = `GET /v1/board?group=asking&search=LE2+%3Cb%3E&lotId=${LOT}&queue=mine`;
    const site = await TestConsole.open({
      ...LOTS,
      [route]: BOARD,
      'GET /v1/board?isOverdue=true': BOARD,
    });
    const visitor = site.signedIn('officer');
    const { html } = await visitor.get(`/board?group=asking&search=LE2+%3Cb%3E&lotId=${LOT}&mine=yes`);
    expect(html.querySelector('#search')?.getAttribute('value')).toBe('LE2 <b>');
    expect(html.querySelector('#lotId option[selected]')?.textContent).toBe('Oadby');
    expect(html.querySelector('#board-counts [aria-current]')?.id).toBe('tab-asking');
    expect(html.querySelector('#tab-unplaced')?.getAttribute('href')).toBe(
      `/board?search=LE2+%3Cb%3E&lotId=${LOT}&queue=mine&group=unplaced`,
    );
    const { status, html: late } = await visitor.get('/board?group=nothing&lotId=1&overdue=1');
    expect([status, late.querySelector('#board-counts [aria-current]')?.id]).toEqual([200, 'tab-overdue']);
  });

  it('has a tab for each queue with its number, and takes and selects only work that the user may own', async () => {
    const covered: BoardItem = { ...ITEM, ownerId: LOT, ownerName: 'Ann', coveredByName: 'Bob' };
    const site = await TestConsole.open({
      ...LOTS,
      'GET /v1/board?queue=team': { ...BOARD, items: [LATE, covered, REALLOCATION], hasTeam: true },
    });
    const { html } = await site.signedIn('officer').get('/board?queue=team');
    expect(
      html
        .querySelectorAll('#board-queues a')
        .map((tab) => [tab.textContent, tab.getAttribute('href'), tab.getAttribute('aria-current')]),
    ).toEqual([
      ['1 Mine', '/board?queue=mine', undefined],
      ['1 My team', '/board?queue=team', 'page'],
      ['3 Everyone', '/board', undefined],
    ]);
    expect(
      html.querySelectorAll('button[form="take"]').map((button) => button.getAttribute('value')),
    ).toEqual([`case ${LATE.id} none`, `package ${covered.id} ${LOT}`]);
    expect(
      html
        .querySelectorAll('input[form="give"]')
        .map((box) => [box.getAttribute('name'), box.getAttribute('value')]),
    ).toEqual([
      [`w-case-${LATE.id}`, 'none'],
      [`w-reallocation-${REALLOCATION.id}`, 'none'],
      [`w-package-${covered.id}`, LOT],
    ]);
    expect(html.querySelector(`#package-${covered.id} [title="for Ann (Bob)"]`)).not.toBeNull();
  });

  it('says what is urgent in new rows, and nothing of routine rows', async () => {
    const routine: BoardItem = { ...ITEM, id: '01900000-0000-7000-8000-0000000000a4', urgency: 'routine' };
    const board = { ...BOARD, items: [LATE, REALLOCATION, ITEM, routine] };
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': board });
    const { html } = await site.signedIn('officer').get('/board');
    expect(html.querySelectorAll('tbody tr').map((row) => row.getAttribute('data-news'))).toEqual([
      'hospital discharge, LE2 5',
      'transfers to decide, Hazelquill <i>',
      'hospital discharge, LE2 5',
      undefined,
    ]);
  });

  it('leads from a contested notice to the restriction', async () => {
    const contest: BoardItem = { ...REALLOCATION, kind: 'contest', action: 'answer_contest' };
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': { ...BOARD, items: [contest] } });
    const { html } = await site.signedIn('commissioner').get('/board');
    const links = html.querySelectorAll('tbody a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([`/restrictions/${contest.id}`, `/restrictions/${contest.id}`]);
  });

  it('leads from work of the framework to the contract, the checks and the subcontract', async () => {
    const branchId = '1-100000001';
    const contract: BoardItem = { ...REALLOCATION, kind: 'contract', action: 'contract_ending', branchId };
    const items: BoardItem[] = [
      contract,
      { ...contract, id: LOT, kind: 'check', action: 'check_run_out' },
      {
        ...contract,
        id: '01900000-0000-7000-8000-0000000000a9',
        kind: 'subcontract',
        action: 'subcontract_ended',
      },
    ];
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': { ...BOARD, items } });
    const { html } = await site.signedIn('commissioner').get('/board');
    const links = html
      .querySelectorAll('tbody th a')
      .map((link) => [link.textContent, link.getAttribute('href')]);
    expect(links).toEqual([
      ['Contract', `/contracts/${contract.id}`],
      ['Branch check', `/branches/${branchId}/checks`],
      ['Subcontract', '/subcontracts/01900000-0000-7000-8000-0000000000a9'],
    ]);
  });

  it('keeps the order in its address, in its tabs and in its form, and ignores an unknown order', async () => {
    const site = await TestConsole.open({
      ...LOTS,
      'GET /v1/board?sort=waiting': BOARD,
      'GET /v1/board': BOARD,
    });
    const visitor = site.signedIn('officer');
    const { html } = await visitor.get('/board?sort=waiting');
    expect(html.querySelector('#sort option[selected]')?.textContent).toBe('Longest waiting');
    expect(html.querySelector('#tab-starts')?.getAttribute('href')).toBe('/board?sort=waiting&group=starts');
    expect((await visitor.get('/board?sort=price')).status).toBe(200);
  });

  it('shows an auditor no next actions', async () => {
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': BOARD });
    const { html } = await site.signedIn('auditor').get('/board');
    const names = html.querySelectorAll('tbody [data-row-link]').map(({ textContent }) => textContent);
    expect(names).toEqual(['HW-000007', 'Transfers', 'HW-000007']);
    expect(html.querySelectorAll('.homeward-lines__action')).toEqual([]);
  });

  it.each([
    ['officer', 1],
    ['commissioner', 1],
    ['auditor', 0],
  ] as const)('shows an %s the button for a new package %i times', async (role, buttons) => {
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': { ...BOARD, items: [] } });
    const { html, text } = await site.signedIn(role).get('/board');
    expect(html.querySelectorAll('main a[href="/packages/new"]')).toHaveLength(buttons);
    expect(text).toContain('No work to do');
  });
});
