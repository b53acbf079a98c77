import type { BoardView } from '#contracts/board';
import type { LotView } from '#contracts/lots';
import type { Form } from '../../../console/form.js';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { mayBroker } from '../../../console/may.js';
import { boardRow, type BoardSought, boardTabs, isBoardGroup } from './board-shown.js';

/** Everything that waits for somebody, the soonest due first: where an officer's, a commissioner's and an auditor's day begins. */
export const boardPage: SignedInPage = {
  path: PATHS.board,
  get: async ({ api, now, query, user }) => {
    const sought = soughtIn(query);
    const { group, search, lotId, mine, overdue } = sought;
    const asked = {
      ...{ group, search, lotId },
      ownerId: mine && user.id,
      isOverdue: overdue && 'true',
    };
    const [board, lots] = await Promise.all([
      api.get<BoardView>(DOORS.board(asked)),
      api.get<LotView[]>(DOORS.lots),
    ]);
    return show('pages/brokering/board/page.njk', {
      ...sought,
      rows: board.items.map((item) => boardRow(item, now)),
      tabs: boardTabs(board, sought),
      more: board.more,
      lots: lots.map(({ id, name }) => ({ value: id, text: name, selected: id === lotId })),
      isFiltered: [search, lotId, mine].some((one) => one !== ''),
      mayBroker: mayBroker(user),
    });
  },
};

const LONGEST_SEARCH = 60;
const ID = /^[0-9a-f-]{36}$/;

/** What an address asks for, as far as it makes sense: an old link shows the board, not a mistake. */
function soughtIn(query: Form): BoardSought {
  const group = query.text('group');
  const lotId = query.text('lotId');
  return {
    group: isBoardGroup(group) ? group : '',
    search: query.text('search').slice(0, LONGEST_SEARCH),
    lotId: ID.test(lotId) ? lotId : '',
    mine: query.text('mine') === '' ? '' : 'yes',
    overdue: query.text('overdue') === '' ? '' : 'yes',
  };
}
