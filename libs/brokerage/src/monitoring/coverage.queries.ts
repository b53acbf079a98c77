import type {
  AwardShare,
  CoveringBranch,
  LotCoverage,
  LotCoverageView,
  WaitingPackage,
} from '#contracts/coverage';
import { groupedBy } from '#domain/collections';
import { londonDate } from '#domain/time/london';
import { isLiveOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { recentSince } from '../providers/branch-standings.queries.js';
import { CONDITIONS_IN_FORCE } from '../facts/conditions-in-force.queries.js';

/**
 * Reads the present capacity and care of an authority's lots, ordered by code. Also reads how fast packages
 * were awarded.
 */
export async function coverageOf(
  reader: Reader,
  authorityId: string,
  now: Date,
  lotId: string | null = null,
): Promise<LotCoverage[]> {
  const [rows, branches] = await Promise.all([
    lotNumbers(reader, authorityId, now, lotId),
    coveringBranches(reader, authorityId, now, lotId),
  ]);
  const branchesOf = groupedBy(branches, (one) => one.lotId);
  return rows.map((row) => {
    const contracted = branchesOf.get(row.lotId) ?? [];
    const tierOne = contracted.filter(({ tier }) => tier === 1).map(withoutLot);
    return { ...row, tierOne, contracted: contracted.length };
  });
}

/**
 * Reads the coverage of one lot: its contracted branches and the packages that wait for a branch.
 *
 * @throws DomainError `lot_not_found`
 */
export async function lotCoverage(
  reader: Reader,
  authorityId: string,
  now: Date,
  lotId: string,
): Promise<LotCoverageView> {
  const [coverage] = await coverageOf(reader, authorityId, now, lotId);
  const known = found(coverage, 'lot_not_found');
  const [branches, shares, waiting] = await Promise.all([
    coveringBranches(reader, authorityId, now, lotId),
    awardShares(reader, authorityId, now, lotId),
    waitingPackages(reader, authorityId, lotId),
  ]);
  return { ...known, branches: branches.map(withoutLot), shares, waiting };
}

type LotNumbers = Omit<LotCoverage, 'tierOne' | 'contracted'>;
type BranchOfLot = CoveringBranch & { readonly lotId: string };

const withoutLot = ({ lotId: _, ...branch }: BranchOfLot): CoveringBranch => branch;

/**
 * Calculates the coverage figures of each lot. The time to award or start counts from a package's first
 * broadcast.
 */
function lotNumbers(
  reader: Reader,
  authorityId: string,
  now: Date,
  lotId: string | null,
): Promise<LotNumbers[]> {
  return reader.query(
    `WITH placed AS (
       SELECT a.lot_id, EXTRACT(epoch FROM a.awarded_at - b.opened_at) / 60 AS to_award,
              EXTRACT(epoch FROM a.started_at - b.opened_at) / 60 AS to_start
       FROM award a
       CROSS JOIN LATERAL (SELECT min(opened_at) AS opened_at FROM broadcast
                           WHERE package_id = a.package_id AND opened_at > coalesce(
                             (SELECT max(ended_at) FROM placement p WHERE p.package_id = a.package_id AND p.ended_at < a.awarded_at),
                             '-infinity')) b
       WHERE a.authority_id = $1 AND a.awarded_at > $2 AND a.status <> 'withdrawn' AND b.opened_at <= a.awarded_at)
     SELECT l.id AS "lotId", l.code, l.name, coalesce(k.minutes, 0) AS "spareMinutes", coalesce(c.people, 0) AS people,
            coalesce(c.minutes, 0) AS "weeklyMinutes", coalesce(p.unfilled, 0) AS unfilled, coalesce(p.asking, 0) AS asking,
            coalesce(t.awards, 0) AS awards, t.to_award AS "minutesToAward", t.to_start AS "minutesToStart"
     FROM lot l
     LEFT JOIN (SELECT lot_id, sum(spare_minutes)::int AS minutes FROM capacity
                WHERE authority_id = $1 GROUP BY lot_id) k ON k.lot_id = l.id
     LEFT JOIN (SELECT lot_id, count(DISTINCT person_id)::int AS people, sum(weekly_minutes)::int AS minutes FROM placement
                WHERE authority_id = $1 AND status = 'live' GROUP BY lot_id) c ON c.lot_id = l.id
     LEFT JOIN (SELECT lot_id, (count(*) FILTER (WHERE status = 'unfilled'))::int AS unfilled,
                       (count(*) FILTER (WHERE status <> 'unfilled'))::int AS asking
                FROM package WHERE authority_id = $1 AND status IN ('unfilled', 'broadcast', 'deciding')
                GROUP BY lot_id) p ON p.lot_id = l.id
     LEFT JOIN (SELECT lot_id, count(*)::int AS awards,
                       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY to_award))::int AS to_award,
                       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY to_start))::int AS to_start
                FROM placed GROUP BY lot_id) t ON t.lot_id = l.id
     WHERE l.authority_id = $1 AND ($3::uuid IS NULL OR l.id = $3) ORDER BY l.code`,
    [authorityId, recentSince(now), lotId],
  );
}

/**
 * Lists the branches with a live contract in each lot today, in the order in which a broadcast would invite
 * them.
 */
function coveringBranches(
  reader: Reader,
  authorityId: string,
  now: Date,
  lotId: string | null,
): Promise<BranchOfLot[]> {
  return reader.views(
    `WITH bound AS MATERIALIZED (${CONDITIONS_IN_FORCE})
     SELECT c.lot_id AS "lotId", c.branch_id AS "branchId", b.name, c.tier, c.rank_in_tier AS "rankInTier",
            k.spare_minutes AS "spareMinutes", k.declared_at AS "declaredAt",
            ARRAY(SELECT DISTINCT kind FROM bound
                  WHERE branch_id = c.branch_id AND (cardinality(lot_ids) = 0 OR c.lot_id = ANY(lot_ids))
                  ORDER BY kind) AS conditions
     FROM contract c JOIN branch b ON b.id = c.branch_id
     LEFT JOIN capacity k ON k.authority_id = $1 AND k.branch_id = c.branch_id AND k.lot_id = c.lot_id
     WHERE c.authority_id = $1 AND ($4::uuid IS NULL OR c.lot_id = $4)
       AND ${isLiveOn('c', '$3')}
     ORDER BY c.tier, c.rank_in_tier, b.name, c.branch_id`,
    [authorityId, now, londonDate(now), lotId],
  );
}

function awardShares(reader: Reader, authorityId: string, now: Date, lotId: string): Promise<AwardShare[]> {
  return reader.query(
    `SELECT a.branch_id AS "branchId", b.name, count(*)::int AS awards, sum(a.weekly_minutes)::int AS "weeklyMinutes"
     FROM award a JOIN branch b ON b.id = a.branch_id
     WHERE a.authority_id = $1 AND a.lot_id = $2 AND a.awarded_at > $3 AND a.status <> 'withdrawn'
     GROUP BY a.branch_id, b.name ORDER BY awards DESC, "weeklyMinutes" DESC, b.name, a.branch_id`,
    [authorityId, lotId, recentSince(now)],
  );
}

function waitingPackages(reader: Reader, authorityId: string, lotId: string): Promise<WaitingPackage[]> {
  return reader.views(
    `SELECT p.id, p.reference, p.status, p.urgency, p.weekly_minutes AS "weeklyMinutes", b.opened_at AS "askedAt"
     FROM package p
     CROSS JOIN LATERAL (SELECT min(opened_at) AS opened_at FROM broadcast WHERE package_id = p.id) b
     WHERE p.authority_id = $1 AND p.lot_id = $2 AND p.status IN ('unfilled', 'broadcast', 'deciding')
       AND b.opened_at IS NOT NULL
     ORDER BY p.status <> 'unfilled', b.opened_at, p.id`,
    [authorityId, lotId],
  );
}
