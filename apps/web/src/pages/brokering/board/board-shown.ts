import type { UserView } from '#contracts/identity';
import { mayOwn } from '#contracts/open-work';
import { mayBroker } from '../../../console/roles.js';
import { isWorkKind, NO_OWNER, pickName } from '../../owners/work-picked.js';
import {
  BOARD_GROUPS,
  BOARD_QUEUES,
  BOARD_SECTION_OF,
  BOARD_SECTIONS,
  BOARD_SORTS,
  type BoardGroup,
  type BoardItem,
  type BoardSection,
  type BoardSort,
  type BoardView,
} from '#contracts/board';
import { hoursInWords } from '../../../formats/quantities.js';
import { dueInWords, elapsed, percentageLeft } from '../../../formats/time-left.js';
import { PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import {
  BOARD_ACTION_BUTTON,
  BOARD_ACTION_STATE,
  BOARD_GROUP_WORDING,
  BOARD_QUEUE_WORDING,
  BOARD_SECTION_WORDING,
  BOARD_SORT_WORDING,
} from '../../../wording/next-actions.js';
import { URGENCY_CHIP, URGENCY_WORDING } from '../../../wording/packages.js';

/** The filters and the order of the board, as texts in the page's query string. An empty text means none. */
export interface BoardFilters {
  readonly group: string;
  readonly search: string;
  readonly lotId: string;
  /** The queue that is shown: `mine` or `team`. Empty for all work. */
  readonly queue: string;
  readonly overdue: string;
  /** The order of the rows in each section. Empty for the usual order, the soonest due first. */
  readonly sort: string;
}

export interface BoardRow {
  readonly id: string;
  readonly name: string;
  /** The address of the package or the reallocation. */
  readonly href: string;
  /** What has happened, so that the action is needed: "Start overdue". */
  readonly state: string;
  /** The next action as a link. Null if the user may not take it. */
  readonly action: { readonly text: string; readonly href: string } | null;
  readonly urgency: { readonly text: string; readonly classes: string } | null;
  readonly sector: string;
  readonly lotName: string;
  readonly hours: string;
  readonly branch: string;
  readonly offers: string;
  readonly owner: string;
  /** The name and the value of the checkbox with which the work is given away. Null if the user may not. */
  readonly pick: { readonly name: string; readonly value: string } | null;
  /** The value of the button with which the user takes the work. Null if the user has it or may not own it. */
  readonly take: string | null;
  readonly dueAt: string;
  readonly clockStartedAt: string;
  readonly left: string;
  readonly percentageLeft: number;
  readonly isOverdue: boolean;
  readonly firstAskedAt: string | null;
  readonly waiting: string;
  /** What the bar of news says about this row while it is new. Empty if the row is not urgent. */
  readonly news: string;
}

/** The names of work that is not about one package. */
const NAME_OF_KIND: Readonly<Partial<Record<BoardItem['kind'], string>>> = {
  contest: 'CQC notice',
  contract: 'Contract',
  subcontract: 'Subcontract',
  check: 'Branch check',
  capability: 'Withdrawn skill',
  figures: 'Figures',
  differences: 'Differences',
  care_dispute: 'List of people',
};

export function boardRow(item: BoardItem, now: Date, user: UserView): BoardRow {
  const hasButtons = mayBroker(user);
  const { kind, id, dueAt, clockStartedAt, firstAskedAt, urgency, weeklyMinutes, action } = item;
  const due = Date.parse(dueAt);
  return {
    id: `${kind}-${id}`,
    name: item.reference ?? NAME_OF_KIND[kind] ?? 'Transfers',
    href: subjectHref(item),
    state: BOARD_ACTION_STATE[action],
    action: hasButtons ? { text: BOARD_ACTION_BUTTON[action], href: hrefOf(item) } : null,
    urgency: urgency && { text: URGENCY_WORDING[urgency], classes: URGENCY_CHIP[urgency] },
    sector: item.postcodeSector?.replace(' ', '\u00A0') ?? '',
    lotName: item.lotName ?? '',
    hours: weeklyMinutes === null ? '–' : hoursInWords(weeklyMinutes),
    branch: item.branchName ?? '–',
    offers: offersInWords(item),
    owner: ownerInWords(item),
    pick:
      hasButtons && isWorkKind(kind) ? { name: pickName(kind, id), value: item.ownerId ?? NO_OWNER } : null,
    take:
      isWorkKind(kind) && mayOwn(user.role, kind) && item.ownerId !== user.id
        ? `${kind} ${id} ${item.ownerId ?? NO_OWNER}`
        : null,
    dueAt,
    clockStartedAt,
    left: dueInWords(dueAt, now),
    percentageLeft: percentageLeft(Date.parse(clockStartedAt), due, now.getTime()),
    isOverdue: due < now.getTime(),
    firstAskedAt,
    waiting: firstAskedAt === null ? '–' : elapsed(now.getTime() - Date.parse(firstAskedAt)),
    news: newsOf(item),
  };
}

/** Returns the owner: "Ann", or while Ann is away "for Ann (Bob)". */
function ownerInWords({ ownerName, coveredByName }: BoardItem): string {
  if (ownerName === null) return 'No owner';
  return coveredByName === null ? ownerName : `for ${ownerName} (${coveredByName})`;
}

/** Returns the offers and the branches that were asked: "2 of 8". The number of offers is not sealed. */
function offersInWords({ broadcast, kind }: BoardItem): string {
  return broadcast && kind !== 'variation_request' ? `${broadcast.offers} of ${broadcast.invited}` : '–';
}

function newsOf({ urgency, action, branchName, postcodeSector }: BoardItem): string {
  if (action === 'decide_reallocation' || action === 'answer_contest')
    return `${BOARD_ACTION_STATE[action].toLowerCase()}, ${branchName ?? ''}`;
  if (urgency === null || urgency === 'routine') return '';
  return `${URGENCY_WORDING[urgency].toLowerCase()}, ${postcodeSector ?? ''}`;
}

/** Returns the address of what the work is about: the package, the reallocation, the notice, the contract or the branch. */
function subjectHref({ kind, id, packageId, branchId }: BoardItem): string {
  if (packageId !== null) return PATHS.package(packageId);
  if (kind === 'contract') return PATHS.contract(id);
  if (kind === 'figures' || kind === 'differences') return PATHS.figures;
  if (kind === 'care_dispute') return `${PATHS.cutOver}#dispute-${id}`;
  if (kind === 'capability' && branchId !== null) return PATHS.branchCapabilities(branchId);
  if (kind === 'check' && branchId !== null) return PATHS.branchChecks(branchId);
  if (kind === 'subcontract') return PATHS.subcontract(id);
  return kind === 'contest' ? PATHS.restriction(id) : PATHS.reallocation(id);
}

/** Returns the address of the page on which the user can take the next action. */
function hrefOf(item: BoardItem): string {
  const { kind, packageId, broadcast, action } = item;
  if (packageId === null) return subjectHref(item);
  const isAboutOffers = action === 'await_offers' || action === 'decide_award';
  if (broadcast && isAboutOffers) return PATHS.broadcast(broadcast.id);
  if (kind === 'package' && (action === 'broadcast_package' || action === 'broadcast_again'))
    return PATHS.beforeSending(packageId);
  return PATHS.package(packageId);
}

export interface BoardSectionShown {
  readonly id: BoardSection;
  readonly title: string;
  readonly emptyText: string;
  readonly rows: readonly BoardRow[];
  readonly overdue: number;
}

/** Returns the rows of each section. They stay in the order in which the API sends them. */
export function boardSections(items: readonly BoardItem[], now: Date, user: UserView): BoardSectionShown[] {
  return BOARD_SECTIONS.map((id) => {
    const rows = items
      .filter(({ action }) => BOARD_SECTION_OF[action] === id)
      .map((item) => boardRow(item, now, user));
    const overdue = rows.filter(({ isOverdue }) => isOverdue).length;
    return { id, ...BOARD_SECTION_WORDING[id], rows, overdue };
  });
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
    tab('all', 'All', all, {}, group === '' && !isLate),
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

/** Returns a tab for each queue, with the number of pieces of work. Without a team, there is no tab for it. */
export function queueTabs({ queues, hasTeam }: BoardView, filters: BoardFilters): BoardTab[] {
  const { queue: current, ...rest } = filters;
  return BOARD_QUEUES.filter((queue) => queue !== 'team' || hasTeam || current === 'team').map((queue) => {
    const value = queue === 'all' ? '' : queue;
    return {
      id: `queue-${queue}`,
      text: BOARD_QUEUE_WORDING[queue],
      count: queues[queue],
      href: PATHS.board + queryOf({ ...rest, queue: value }),
      isCurrent: value === current,
    };
  });
}

/** Returns the choices of the field with which the user sorts the board. */
export function sortChoices(chosen: string): { value: BoardSort; text: string; selected: boolean }[] {
  return BOARD_SORTS.map((value) => ({
    value,
    text: BOARD_SORT_WORDING[value],
    selected: value === chosen,
  }));
}

export function isBoardGroup(word: string): word is BoardGroup {
  return (BOARD_GROUPS as readonly string[]).includes(word);
}

export function isBoardSort(word: string): word is BoardSort {
  return (BOARD_SORTS as readonly string[]).includes(word);
}
