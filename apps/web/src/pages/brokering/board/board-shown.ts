import { BOARD_GROUPS, type BoardGroup, type BoardItem, type BoardView } from '#contracts/board';
import { hoursInWords } from '../../../formats/quantities.js';
import { dueInWords } from '../../../formats/time-left.js';
import { PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import { ACTION_WORDING, BOARD_GROUP_WORDING } from '../../../wording/next-actions.js';

/** The filters of the board, as texts in the page's query string. An empty text means no filter. */
export interface BoardFilters {
  readonly group: string;
  readonly search: string;
  readonly lotId: string;
  /** `yes` if only the user's own work is shown. Empty for all work. */
  readonly mine: string;
  readonly overdue: string;
}

export interface BoardRow {
  readonly id: string;
  readonly name: string;
  readonly href: string | null;
  readonly action: string;
  readonly urgency: string;
  readonly isPressing: boolean;
  readonly area: string;
  readonly hours: string;
  readonly branch: string;
  readonly offers: string;
  readonly seen: string;
  readonly owner: string;
  readonly dueAt: string;
  readonly left: string;
  readonly isOverdue: boolean;
}

export function boardRow(item: BoardItem, now: Date): BoardRow {
  const { kind, id, broadcast, dueAt, urgency, lotName, postcodeSector, weeklyMinutes, action } = item;
  return {
    id: `${kind}-${id}`,
    name: item.reference ?? (kind === 'contest' ? 'Notice of CQC' : 'Care of a branch'),
    href: hrefOf(item),
    action: ACTION_WORDING[action],
    urgency: urgency === null ? '–' : URGENCY_WORDING[urgency],
    isPressing: urgency === 'hospital' || urgency === 'urgent',
    area: [lotName, postcodeSector?.replace(' ', '\u00A0')].filter(Boolean).join(', ') || '–',
    hours: weeklyMinutes === null ? '–' : hoursInWords(weeklyMinutes),
    branch: item.branchName ?? '–',
    offers: broadcast ? String(broadcast.offers) : '–',
    seen: broadcast?.seen != null ? `${broadcast.seen} of ${broadcast.invited}` : '–',
    owner: item.ownerName ?? 'Nobody',
    dueAt,
    left: dueInWords(dueAt, now),
    isOverdue: Date.parse(dueAt) < now.getTime(),
  };
}

/**
 * Returns the address of the page on which the user can take the next action: the reallocation, the broadcast
 * (for an action about offers) or the package.
 */
function hrefOf({ kind, id, packageId, broadcast, action }: BoardItem): string | null {
  if (kind === 'reallocation') return PATHS.reallocation(id);
  if (kind === 'contest') return PATHS.restriction(id);
  const isAboutOffers = action === 'await_offers' || action === 'decide_award';
  if (broadcast && isAboutOffers) return PATHS.broadcast(broadcast.id);
  return packageId && PATHS.package(packageId);
}

export interface BoardTab {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  readonly href: string;
  readonly isCurrent: boolean;
}

/**
 * Returns a tab for each group of open work, with the number of pieces of work. Empty groups keep their tab,
 * so that the tabs do not change places.
 */
export function boardTabs({ counts, overdue }: BoardView, filters: BoardFilters): BoardTab[] {
  const { group, ...rest } = filters;
  const isLate = filters.overdue !== '';
  const tab = (
    id: string,
    text: string,
    count: number,
    own: Partial<BoardFilters>,
    isCurrent: boolean,
  ): BoardTab => ({
    id: `tab-${id}`,
    text,
    count,
    href: PATHS.board + queryOf({ ...rest, overdue: '', ...own }),
    isCurrent,
  });
  const all = BOARD_GROUPS.reduce((sum, boardGroup) => sum + counts[boardGroup], 0);
  return [
    tab('all', 'Everything', all, {}, group === '' && !isLate),
    tab('overdue', 'Overdue', overdue, { overdue: 'yes' }, isLate),
    ...BOARD_GROUPS.map((boardGroup) =>
      tab(
        boardGroup,
        BOARD_GROUP_WORDING[boardGroup],
        counts[boardGroup],
        { group: boardGroup },
        boardGroup === group,
      ),
    ),
  ];
}

export function isBoardGroup(word: string): word is BoardGroup {
  return (BOARD_GROUPS as readonly string[]).includes(word);
}
