import {
  BOARD_GROUP_OF,
  BOARD_GROUPS,
  BOARD_SECTION_OF,
  type BoardAction,
  type BoardGroup,
  type BoardItem,
  type BoardQueue,
  type BoardSort,
  type BoardView,
} from '#contracts/board';
import { answersAreSealed, offersShown } from '#domain/rules-in-sql';
import { type Cover, coversIn } from '../identity/absences.queries.js';
import { teamMatesOf } from '../identity/teams.queries.js';
import { CUT_OVER_KINDS, CUT_OVER_WORK } from './cut-over-work.js';
import { FRAMEWORK_KINDS, FRAMEWORK_WORK } from './framework-work.js';
import type { Reader } from '#platform/database/database';
import { containing } from '../paging/page.js';
import { instantInJson } from '#platform/database/instant-in-json';

/** The filters of the board. Without a filter, the board shows all open work. */
export interface BoardAsked {
  readonly group?: BoardGroup;
  readonly lotId?: string;
  readonly ownerId?: string;
  /** The user who asks. Without this user, every queue but `all` is empty. */
  readonly readerId?: string;
  /** Which work is shown: the user's own, the work of the user's teams, or all. Without it, all work is shown. */
  readonly queue?: BoardQueue;
  /** A text to search for in package references, lot names, branch names and postcode sectors. */
  readonly search?: string;
  /** If true, the board shows only work that is past its due time. */
  readonly isOverdue?: boolean;
  /** The order of the work inside each section. Without it, the soonest due comes first. */
  readonly sort?: BoardSort;
}

const MOST_ITEMS = 500;

type Counted = { readonly action: BoardAction; readonly count: number; readonly overdue: number } & Readonly<
  Record<BoardQueue, number>
>;

interface Queues {
  readonly mine: readonly string[];
  readonly team: readonly string[];
  readonly all: null;
  readonly hasTeam: boolean;
}

/**
 * Returns the owners whose work each queue of a user shows: the user and the colleagues that the user covers today, and
 * for the teams the same of each member.
 */
async function queuesOf(
  reader: Reader,
  userId: string | undefined,
  covers: readonly Cover[],
): Promise<Queues> {
  if (userId === undefined) return { mine: [], team: [], all: null, hasTeam: false };
  const mates = await teamMatesOf(reader, userId);
  const withCovered = (ids: readonly string[]): string[] => [
    ...ids,
    ...covers.filter(({ deputyId }) => ids.includes(deputyId)).map((cover) => cover.userId),
  ];
  return {
    mine: withCovered([userId]),
    team: withCovered([userId, ...mates]),
    all: null,
    hasTeam: mates.length > 0,
  };
}

/**
 * An SQL fragment that selects all open work of an authority. Includes the columns for filters and search.
 */
const BOARD = `
  WITH work AS (
    SELECT 'package' AS kind, id, id AS package_id, NULL AS branch_id, next_action AS action,
           next_action_owner_id AS owner_id, next_action_due_at AS due_at, created_at AS began_at,
           NULL::uuid AS lot_id, NULL::integer AS minutes
    FROM package WHERE authority_id = $1 AND next_action IS NOT NULL
    UNION ALL
    SELECT 'case', c.id, c.package_id, NULL, c.next_action, c.next_action_owner_id, c.next_action_due_at, coalesce(r.started_at, r.proposed_at), NULL, NULL
    FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
    WHERE c.authority_id = $1 AND c.next_action <> 'await_turn'
    UNION ALL
    SELECT 'variation_request', id, package_id, delivering_branch_id, 'decide_variation', owner_id, due_at, requested_at, NULL, NULL
    FROM variation_request WHERE authority_id = $1 AND status = 'requested'
    UNION ALL
    SELECT 'reallocation', id, NULL, branch_id, 'decide_reallocation', owner_id, decide_by, proposed_at, NULL, NULL
    FROM reallocation WHERE authority_id = $1 AND status = 'proposed'
    UNION ALL
    SELECT 'contest', c.restriction_id, NULL, r.branch_id, 'answer_contest', c.owner_id, min(c.due_at), min(c.contested_at), NULL, NULL
    FROM restriction_contest c JOIN restriction r ON r.id = c.restriction_id
    WHERE c.authority_id = $1 AND c.status = 'open' GROUP BY c.restriction_id, r.branch_id, c.owner_id
    UNION ALL ${FRAMEWORK_WORK}
    UNION ALL ${CUT_OVER_WORK}
  ), board AS (
    SELECT w.kind, w.id, w.package_id, p.reference, p.urgency, l.name AS lot_name, p.postcode_sector,
           coalesce(p.weekly_minutes, w.minutes) AS weekly_minutes, CASE WHEN w.kind IN (${FRAMEWORK_KINDS}) THEN w.branch_id END AS branch_id,
           w.action, br.name AS branch_name, b.id AS broadcast_id, b.round, b.closes_at, w.owner_id, w.due_at,
           CASE WHEN w.action = 'await_offers' THEN coalesce(b.opened_at, w.began_at)
                ELSE greatest(w.began_at, b.closed_at, a.awarded_at) END AS clock_started_at,
           CASE WHEN w.kind IN ('variation_request', 'reallocation', 'contest', ${FRAMEWORK_KINDS}, ${CUT_OVER_KINDS}) THEN w.began_at
                ELSE (SELECT min(opened_at) FROM broadcast WHERE package_id = w.package_id AND opened_at >= w.began_at)
           END AS first_asked_at
    FROM work w
    LEFT JOIN package p ON p.id = w.package_id
    LEFT JOIN lot l ON l.id = coalesce(p.lot_id, w.lot_id)
    LEFT JOIN LATERAL (
      SELECT id, round, opened_at, closes_at, closed_at FROM broadcast
      WHERE package_id = w.package_id AND w.kind <> 'variation_request' ORDER BY round DESC LIMIT 1) b ON true
    LEFT JOIN award a ON a.package_id = w.package_id AND a.status = 'awaiting_start' AND w.kind <> 'variation_request'
    LEFT JOIN branch br ON br.id = coalesce(w.branch_id, a.delivering_branch_id)
    WHERE ($2::uuid IS NULL OR coalesce(p.lot_id, w.lot_id) = $2)
      AND ($4::text IS NULL OR concat_ws(' ', p.reference, l.name, p.postcode_sector, br.name) ILIKE $4))`;

/** True if the work is in the queue that was asked for. `$3` has the owners whose work the queue shows, or is null. */
const IN_QUEUE = `($3::uuid[] IS NULL OR owner_id = ANY($3))`;

/** The order of the board. `$9` has the actions that wait for branches, and `$10` has the order inside a section. */
const ORDER = `action = ANY($9),
  CASE WHEN $10::text = 'urgency' THEN array_position(ARRAY['hospital', 'urgent', 'routine'], urgency) END,
  CASE WHEN $10::text = 'waiting' THEN first_asked_at END,
  due_at, board.id`;

/**
 * Lists an authority's open work: first what staff must do, then what waits for branches. Also counts the work
 * by next action.
 */
export async function boardOf(
  reader: Reader,
  authorityId: string,
  asked: BoardAsked,
  now: Date,
): Promise<BoardView> {
  const covers = await coversIn(reader, authorityId, now);
  const queues = await queuesOf(reader, asked.readerId, covers);
  const { lotId = null, ownerId, search, queue = 'all' } = asked;
  const owners = ownerId === undefined ? queues[queue] : [ownerId];
  const sought = [authorityId, lotId, owners, containing(search), now];
  const counted: Counted[] = await reader.query(
    `${BOARD} SELECT action, (count(*) FILTER (WHERE ${IN_QUEUE}))::int AS count,
                     (count(*) FILTER (WHERE ${IN_QUEUE} AND due_at < $5))::int AS overdue,
                     (count(*) FILTER (WHERE owner_id = ANY($6::uuid[])))::int AS mine,
                     (count(*) FILTER (WHERE owner_id = ANY($7::uuid[])))::int AS team, count(*)::int AS "all"
     FROM board GROUP BY action`,
    [...sought, queues.mine, queues.team],
  );
  const items = await itemsOf(reader, asked, sought);
  const deputies = new Map(covers.map(({ userId, deputyName }) => [userId, deputyName]));
  const sumIn = (name: BoardQueue): number => counted.reduce((sum, row) => sum + row[name], 0);
  const sumOf = (group: BoardGroup): number =>
    counted
      .filter(({ action }) => BOARD_GROUP_OF[action] === group)
      .reduce((sum, { count }) => sum + count, 0);
  return {
    items: items
      .slice(0, MOST_ITEMS)
      .map((item) => ({ ...item, coveredByName: deputies.get(item.ownerId ?? '') ?? null })),
    queues: { mine: sumIn('mine'), team: sumIn('team'), all: sumIn('all') },
    hasTeam: queues.hasTeam,
    counts: Object.fromEntries(BOARD_GROUPS.map((group) => [group, sumOf(group)])) as BoardView['counts'],
    overdue: counted.reduce((sum, { overdue }) => sum + overdue, 0),
    more: items.length > MOST_ITEMS,
  };
}

function itemsOf(
  reader: Reader,
  { group, isOverdue, sort = 'due' }: BoardAsked,
  sought: readonly unknown[],
): Promise<Omit<BoardItem, 'coveredByName'>[]> {
  const actions = Object.entries(BOARD_GROUP_OF)
    .filter(([, one]) => one !== null && (group === undefined || one === group))
    .map(([action]) => action);
  const waiting = actions.filter((action) => BOARD_SECTION_OF[action as BoardAction] === 'waiting');
  return reader.views(
    `${BOARD}
     SELECT kind, board.id, board.branch_id AS "branchId", board.package_id AS "packageId", reference, urgency, lot_name AS "lotName",
            postcode_sector AS "postcodeSector", weekly_minutes AS "weeklyMinutes", action, branch_name AS "branchName",
            CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'round', b.round,
              'closesAt', ${instantInJson('b.closes_at')},
              'invited', i.invited, 'seen', CASE WHEN NOT h.sealed THEN i.seen END, 'offers', o.offers) END AS broadcast,
            owner_id AS "ownerId", u.name AS "ownerName", due_at AS "dueAt",
            clock_started_at AS "clockStartedAt", first_asked_at AS "firstAskedAt"
     FROM (SELECT * FROM board WHERE action = ANY($6) AND due_at IS NOT NULL AND (NOT $7::boolean OR due_at < $5) AND ${IN_QUEUE}
           ORDER BY ${ORDER} LIMIT $8) board
     LEFT JOIN app_user u ON u.id = owner_id
     LEFT JOIN broadcast b ON b.id = board.broadcast_id
     CROSS JOIN LATERAL (SELECT coalesce(${answersAreSealed('b')}, false) AS sealed) h
     CROSS JOIN LATERAL (SELECT count(opened_at)::int AS invited, count(seen_at)::int AS seen
                         FROM invitation WHERE broadcast_id = b.id) i
     CROSS JOIN LATERAL (SELECT ${offersShown('h.sealed')} AS offers
                         FROM offer WHERE broadcast_id = b.id) o
     ORDER BY ${ORDER}`,
    [...sought, actions, isOverdue === true, MOST_ITEMS + 1, waiting, sort],
  );
}
