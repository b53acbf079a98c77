import type { BoardItem, BoardView } from '#contracts/board';
import { aUser, TestConsole } from '../../../../testing/test-console.js';

const ITEM: BoardItem = {
  kind: 'package',
  id: '01900000-0000-7000-8000-0000000000a1',
  packageId: '01900000-0000-7000-8000-0000000000a1',
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
  dueAt: '2026-01-15T10:03:00Z',
};
const LATE: BoardItem = {
  ...ITEM,
  kind: 'case',
  id: '01900000-0000-7000-8000-0000000000a2',
  action: 'broadcast_again',
  ownerId: null,
  ownerName: null,
  dueAt: '2026-01-15T08:00:00Z',
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
  reallocations: 1,
};
const BOARD: BoardView = { items: [LATE, ITEM, REALLOCATION], counts: COUNTS, overdue: 2, more: false };
const LOT = '01900000-0000-7000-8000-0000000000c1';
const LOTS = { 'GET /v1/lots': [{ id: LOT, name: 'Oadby' }] };

describe('the board', () => {
  it('is the start page of an officer, and shows the next action, the lot, the hours and the owner of each row', async () => {
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': BOARD });
    const visitor = site.signedIn('officer');
    expect(await visitor.get('/')).toMatchObject({ location: '/board' });
    const { html } = await visitor.get('/board');
    const rows = html
      .querySelectorAll('tbody tr')
      .map((row) => row.querySelectorAll('td, th').map((cell) => cell.textContent.trim()));
    expect(rows).toEqual([
      ['1 hour overdue', 'HW-000007', 'Nobody took it: ask again', 'Hospital discharge', "Oadby & O'Brien <b>, LE2\u00A05", '8 hours 45 minutes', '3', '5 of 12', '–', 'Nobody'],
      ['1 hour 3 minutes left', 'HW-000007', 'Wait for offers', 'Hospital discharge', "Oadby & O'Brien <b>, LE2\u00A05", '8 hours 45 minutes', '3', '5 of 12', '–', '李 Chen'],
      ['1 hour overdue', 'Care of a branch', 'Decide whether to move care', '–', '–', '–', '–', '–', 'Hazelquill <i>', 'Nobody'],
    ]); // prettier-ignore
    const links = html.querySelectorAll('tbody a').map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      `/packages/${LATE.packageId}`,
      `/broadcasts/${ITEM.broadcast?.id}`,
      `/reallocations/${REALLOCATION.id}`,
    ]);
    const ids = html.querySelectorAll('[id]').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('filters by its query, keeps the filters in its tabs, and ignores invalid filters', async () => {
    const route = `GET /v1/board?group=asking&search=LE2+%3Cb%3E&lotId=${LOT}&ownerId=${aUser('officer').id}`;
    const site = await TestConsole.open({
      ...LOTS,
      [route]: BOARD,
      'GET /v1/board?isOverdue=true': BOARD,
    });
    const visitor = site.signedIn('officer');
    const { html } = await visitor.get(`/board?group=asking&search=LE2+%3Cb%3E&lotId=${LOT}&mine=yes`);
    expect(html.querySelector('#search')?.getAttribute('value')).toBe('LE2 <b>');
    expect(html.querySelector('#lotId option[selected]')?.textContent).toBe('Oadby');
    expect(html.querySelector('.homeward-tab[aria-current]')?.id).toBe('tab-asking');
    expect(html.querySelector('#tab-unplaced')?.getAttribute('href')).toBe(
      `/board?search=LE2+%3Cb%3E&lotId=${LOT}&mine=yes&group=unplaced`,
    );
    const { status, html: late } = await visitor.get('/board?group=nothing&lotId=1&overdue=1');
    expect([status, late.querySelector('.homeward-tab[aria-current]')?.id]).toEqual([200, 'tab-overdue']);
  });

  it.each([
    ['officer', 1],
    ['commissioner', 1],
    ['auditor', 0],
  ] as const)('shows an %s the button for a new package %i times', async (role, buttons) => {
    const site = await TestConsole.open({ ...LOTS, 'GET /v1/board': { ...BOARD, items: [] } });
    const { html, text } = await site.signedIn(role).get('/board');
    expect(html.querySelectorAll('main a[href="/packages/new"]')).toHaveLength(buttons);
    expect(text).toContain('Nothing waits for anybody here.');
  });
});
