import { queryOf } from '../../../paths/url.js';
import type { BoardView } from '#contracts/board';
import type { LotView } from '#contracts/lots';
import type { Form } from '../../../console/form.js';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { mayBroker } from '../../../console/roles.js';
import {
  type BoardFilters,
  boardSections,
  boardTabs,
  isBoardGroup,
  isBoardSort,
  queueTabs,
  sortChoices,
} from './board-shown.js';

/**
 * The board: all open work of the authority, what staff must do before what waits for branches. The board is the
 * start page of officers, commissioners and auditors. Its filters and its order are in its address.
 */
export const boardPage: SignedInPage = {
  path: PATHS.board,
  get: async ({ api, now, query, user }) => {
    const filters = filtersIn(query);
    const { group, search, lotId, queue, overdue, sort } = filters;
    const boardQuery = {
      group,
      search,
      lotId,
      queue,
      isOverdue: overdue && 'true',
      sort,
    };
    const [board, lots] = await Promise.all([
      api.get<BoardView>(API_PATHS.board(boardQuery)),
      api.get<LotView[]>(API_PATHS.lots),
    ]);
    return render('pages/brokering/board/page.njk', {
      ...filters,
      sections: boardSections(board.items, now, user),
      shown: board.items.length,
      sorts: sortChoices(sort),
      tabs: boardTabs(board, filters),
      queues: queueTabs(board, filters),
      here: PATHS.board + queryOf({ ...filters }),
      more: board.more,
      lots: lots.map(({ id, name }) => ({ value: id, text: name, selected: id === lotId })),
      isFiltered: [search, lotId, sort].some((value) => value !== ''),
      mayBroker: mayBroker(user),
    });
  },
};

const LONGEST_SEARCH = 60;
const ID = /^[0-9a-f-]{36}$/;

/**
 * Reads the board's filters from the query string. Invalid filters are ignored, so that an old link still
 * shows the board.
 */
function filtersIn(query: Form): BoardFilters {
  const group = query.text('group');
  const lotId = query.text('lotId');
  const sort = query.text('sort');
  return {
    group: isBoardGroup(group) ? group : '',
    search: query.text('search').slice(0, LONGEST_SEARCH),
    lotId: ID.test(lotId) ? lotId : '',
    // Links of earlier versions have `mine=yes`.
    queue:
      query.text('queue') === 'mine' || query.text('mine') !== ''
        ? 'mine'
        : query.text('queue') === 'team'
          ? 'team'
          : '',
    overdue: query.text('overdue') === '' ? '' : 'yes',
    sort: isBoardSort(sort) && sort !== 'due' ? sort : '',
  };
}
