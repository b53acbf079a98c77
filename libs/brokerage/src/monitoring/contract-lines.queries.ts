import { type ContractLine, type ContractState, ENDING_DAYS } from '#contracts/framework';
import type { Page, PageRequest } from '#contracts/list-page';
import {
  bearsCareOn,
  contractRateOn,
  frameworkOwner,
  isLiveOn,
  notEndedOn,
  placementRateOn,
  weeklyCost,
} from '#domain/rules-in-sql';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { containing, sliceOf, toPage } from '../paging/page.js';

export interface ContractLineFilter {
  readonly lotId?: string;
  readonly providerId?: string;
  readonly branchId?: string;
  readonly state?: ContractState;
  /** A text to search for in the names of branches, providers and lots. */
  readonly search?: string;
  /** Lists only these contracts. */
  readonly ids?: readonly string[];
}

/** An SQL fragment that selects contracts of authority `$1` with the care and the rates of the day `$2`. */
const LINES = `
  SELECT c.id, c.branch_id AS "branchId", c.lot_id AS "lotId", c.tier, c.rank_in_tier AS "rankInTier",
         ${contractRateOn('c', 'min', '$2')} AS "rateMinPence", ${contractRateOn('c', 'max', '$2')} AS "rateMaxPence",
         c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.notice_days AS "noticeDays", c.version,
         b.name AS "branchName", b.provider_id AS "providerId", p.name AS "providerName",
         l.code AS "lotCode", l.name AS "lotName", care.people, care.minutes AS "weeklyMinutes",
         care.cost AS "weeklyCostPence", w.owner AS "ownerId", user_name(w.owner) AS "ownerName"
  FROM contract c
  JOIN branch b ON b.id = c.branch_id
  JOIN provider p ON p.id = b.provider_id
  JOIN lot l ON l.id = c.lot_id
  CROSS JOIN LATERAL (SELECT ${frameworkOwner('c')} AS owner) w
  CROSS JOIN LATERAL (
    SELECT count(DISTINCT x.person_id)::int AS people, coalesce(sum(x.weekly_minutes), 0)::int AS minutes,
           coalesce(sum(${weeklyCost('x.weekly_minutes', placementRateOn('x', '$2'))}), 0)::int AS cost
    FROM placement x
    WHERE x.authority_id = c.authority_id AND x.branch_id = c.branch_id AND x.lot_id = c.lot_id AND x.status = 'live'
      AND ${bearsCareOn('c', '$2')}) care
  WHERE c.authority_id = $1 AND $2::date IS NOT NULL`;

/** The condition of each state on the day `$2`. `$3` is the last day of what ends soon. */
const IN_STATE = `CASE $4::text
    WHEN 'in_force' THEN ${isLiveOn('c', '$2')}
    WHEN 'ending' THEN ${isLiveOn('c', '$2')} AND c.ends_on <= $3::date
    WHEN 'future' THEN c.starts_on > $2
    WHEN 'ended' THEN NOT ${notEndedOn('c', '$2')}
    ELSE true END`;

/** Lists contracts with the care under them, newest first. */
export async function contractLines(
  reader: Reader,
  authorityId: string,
  { lotId, providerId, branchId, state, search, ids, ...request }: PageRequest & ContractLineFilter,
  now: Date,
): Promise<Page<ContractLine>> {
  const slice = sliceOf(request);
  const today = londonDate(now);
  const rows: ContractLine[] = await reader.query(
    `${LINES} AND ${IN_STATE} AND ($5::uuid IS NULL OR c.lot_id = $5) AND ($6::text IS NULL OR b.provider_id = $6)
       AND ($7::text IS NULL OR c.branch_id = $7)
       AND ($8::text IS NULL OR concat_ws(' ', b.name, b.id, p.name, l.code, l.name) ILIKE $8)
       AND ($9::uuid[] IS NULL OR c.id = ANY($9)) AND ($10::uuid IS NULL OR c.id < $10)
     ORDER BY c.id DESC LIMIT $11`,
    [
      authorityId,
      today,
      addDays(today, ENDING_DAYS),
      state ?? null,
      lotId ?? null,
      providerId ?? null,
      branchId ?? null,
      containing(search),
      ids ?? null,
      slice.after,
      slice.fetch,
    ],
  );
  return toPage(rows, slice);
}

/** @throws DomainError `contract_not_found` */
export async function contractLine(
  reader: Reader,
  authorityId: string,
  id: string,
  now: Date,
): Promise<ContractLine> {
  const [row]: ContractLine[] = await reader.query(`${LINES} AND c.id = $3`, [
    authorityId,
    londonDate(now),
    id,
  ]);
  return found(row, 'contract_not_found');
}
