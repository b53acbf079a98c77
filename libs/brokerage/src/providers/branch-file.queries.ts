import type {
  BranchFileView,
  BranchInLot,
  ConcernsInMonth,
  SharedFactsOfBranch,
  SubcontractOfBranch,
} from '#contracts/coverage';
import { addDays } from '#domain/time/iso-date';
import { londonDate, londonInstant } from '#domain/time/london';
import { concernCounts, contractRateOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { statementViews } from './capabilities.queries.js';
import { branchView } from './providers.queries.js';

interface BranchQuestion {
  readonly authorityId: string;
  readonly branchId: string;
  readonly now: Date;
}

/**
 * Reads all that an authority may see of a branch, such as contracts and concerns.
 *
 * @throws DomainError `branch_not_found`
 */
export async function branchFile(reader: Reader, question: BranchQuestion): Promise<BranchFileView> {
  const branch = await branchView(reader, question.branchId, question.authorityId);
  const [shared, lots, subcontracts, concerns, siblings] = await Promise.all([
    sharedFactsOf(reader, question),
    lotsOfBranch(reader, question),
    subcontractsOfBranch(reader, question),
    concernsByMonth(reader, question),
    siblingsOf(reader, branch),
  ]);
  return { branch, shared, lots, subcontracts, concerns, siblings };
}

async function sharedFactsOf(
  reader: Reader,
  { authorityId, branchId, now }: BranchQuestion,
): Promise<SharedFactsOfBranch> {
  const [[facts], [lastStatement]] = await Promise.all([
    reader.views<Omit<SharedFactsOfBranch, 'lastStatement'>>(
      `SELECT coalesce(councils_relying_on(id, $2::date), 0) AS councils, confirmed_capabilities AS "confirmedCapabilities",
              manager_recorded_at AS "managerRecordedAt", (SELECT u.name FROM app_user u WHERE u.id = manager_recorded_by AND u.authority_id = $3) AS "managerRecordedBy"
       FROM branch WHERE id = $1`,
      [branchId, londonDate(now), authorityId],
    ),
    statementViews(reader, branchId, { authorityId, most: 1 }),
  ]);
  return { ...found(facts, 'branch_not_found'), lastStatement: lastStatement ?? null };
}

function lotsOfBranch(
  reader: Reader,
  { authorityId, branchId, now }: BranchQuestion,
): Promise<BranchInLot[]> {
  return reader.views(
    `SELECT l.id AS "lotId", l.code, l.name, c.contract, k.spare_minutes AS "spareMinutes", coalesce(k.bands, '{}') AS bands,
            coalesce(k.double_ups, false) AS "doubleUps", k.declared_at AS "declaredAt", p.people, p.minutes AS "weeklyMinutes"
     FROM lot l
     LEFT JOIN LATERAL (
       SELECT jsonb_build_object('id', c.id, 'branchId', branch_id, 'lotId', lot_id, 'tier', tier, 'rankInTier', rank_in_tier,
                'rateMinPence', ${contractRateOn('c', 'min', '$3::date')}, 'rateMaxPence', ${contractRateOn('c', 'max', '$3::date')}, 'startsOn', starts_on, 'endsOn', ends_on,
                'noticeDays', notice_days, 'version', version) AS contract
       FROM contract c WHERE authority_id = $1 AND branch_id = $2 AND lot_id = l.id ORDER BY starts_on DESC LIMIT 1) c ON true
     LEFT JOIN capacity k ON k.authority_id = $1 AND k.branch_id = $2 AND k.lot_id = l.id
     CROSS JOIN LATERAL (
       SELECT count(DISTINCT person_id)::int AS people, coalesce(sum(weekly_minutes), 0)::int AS minutes
       FROM placement WHERE delivering_branch_id = $2 AND authority_id = $1 AND lot_id = l.id AND status = 'live') p
     WHERE l.authority_id = $1 AND (c.contract IS NOT NULL OR k.branch_id IS NOT NULL OR p.people > 0)
     ORDER BY l.code`,
    [authorityId, branchId, londonDate(now)],
  );
}

/**
 * Reads the subcontracts of the branch, newest first. Includes those under which it delivers for another
 * branch, and those under which another branch delivers for it.
 */
function subcontractsOfBranch(
  reader: Reader,
  { authorityId, branchId }: BranchQuestion,
): Promise<SubcontractOfBranch[]> {
  return reader.query(
    `SELECT s.id, l.name AS "lotName", o.id AS "otherBranchId", o.name AS "otherBranchName",
            s.delivering_branch_id = $2 AS delivers, s.starts_on AS "startsOn", s.ends_on AS "endsOn"
     FROM subcontract s JOIN lot l ON l.id = s.lot_id
     JOIN branch o ON o.id = CASE WHEN s.delivering_branch_id = $2 THEN s.branch_id ELSE s.delivering_branch_id END
     WHERE s.authority_id = $1 AND $2 IN (s.branch_id, s.delivering_branch_id)
     ORDER BY s.starts_on DESC, l.code, o.name, s.id`,
    [authorityId, branchId],
  );
}

/**
 * Counts a branch's concerns in each of the last twelve calendar months (London time). The present month is
 * included.
 */
function concernsByMonth(
  reader: Reader,
  { authorityId, branchId, now }: BranchQuestion,
): Promise<ConcernsInMonth[]> {
  const firstOfMonth = `${londonDate(now).slice(0, 7)}-01`;
  const aYearAgo = `${addDays(firstOfMonth, -330).slice(0, 7)}-01`;
  return reader.query(
    `SELECT to_char(at AT TIME ZONE 'Europe/London', 'YYYY-MM') AS month, kind, count(*)::int AS count
     FROM concern WHERE authority_id = $1 AND branch_id = $2 AND at >= $3 AND ${concernCounts('concern')}
     GROUP BY month, kind ORDER BY month, kind`,
    [authorityId, branchId, londonInstant(aYearAgo, '00:00')],
  );
}

function siblingsOf(
  reader: Reader,
  { id, providerId }: { readonly id: string; readonly providerId: string },
): Promise<BranchFileView['siblings']> {
  return reader.query(
    `SELECT id, name, ratings->>'overall' AS rating FROM branch WHERE provider_id = $1 AND id <> $2 ORDER BY name, id`,
    [providerId, id],
  );
}
