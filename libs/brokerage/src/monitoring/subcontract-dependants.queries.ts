import type { SubcontractDependants } from '#contracts/framework';
import { frameworkOwner, placementRateOn, weeklyCost } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';

/**
 * Reads all that hangs on a subcontract: live care that the branch delivers under it, awards that wait for their start,
 * and open rounds in which the branch may deliver for the contracted branch.
 *
 * @throws DomainError `subcontract_not_found`
 */
export async function subcontractDependants(
  reader: Reader,
  authorityId: string,
  id: string,
  now: Date,
): Promise<SubcontractDependants> {
  const [row]: SubcontractDependants['subcontract'][] = await reader.query(
    `SELECT s.id, s.branch_id AS "branchId", s.delivering_branch_id AS "deliveringBranchId", s.lot_id AS "lotId",
            s.starts_on AS "startsOn", s.ends_on AS "endsOn", b.name AS "branchName", d.name AS "deliveringBranchName",
            l.code AS "lotCode", l.name AS "lotName", w.owner AS "ownerId", user_name(w.owner) AS "ownerName"
     FROM subcontract s JOIN branch b ON b.id = s.branch_id JOIN branch d ON d.id = s.delivering_branch_id
     JOIN lot l ON l.id = s.lot_id
     CROSS JOIN LATERAL (SELECT ${frameworkOwner('s')} AS owner) w
     WHERE s.authority_id = $1 AND s.id = $2`,
    [authorityId, id],
  );
  const subcontract = found(row, 'subcontract_not_found');
  const { branchId, deliveringBranchId, lotId } = subcontract;
  const place = [authorityId, branchId, lotId, deliveringBranchId];
  const [care, awaitedStarts, openRounds] = await Promise.all([
    reader.query<SubcontractDependants['care'][number]>(
      `SELECT x.id AS "placementId", x.package_id AS "packageId", p.reference, d.name AS "deliveringBranchName",
              x.weekly_minutes AS "weeklyMinutes",
              ${weeklyCost('x.weekly_minutes', placementRateOn('x', '$5'))} AS "weeklyCostPence"
       FROM placement x JOIN package p ON p.id = x.package_id JOIN branch d ON d.id = x.delivering_branch_id
       WHERE x.authority_id = $1 AND x.branch_id = $2 AND x.lot_id = $3 AND x.delivering_branch_id = $4
         AND x.status = 'live'
       ORDER BY p.reference`,
      [...place, londonDate(now)],
    ),
    reader.query<SubcontractDependants['awaitedStarts'][number]>(
      `SELECT a.package_id AS "packageId", p.reference, a.starts_on AS "startsOn"
       FROM award a JOIN package p ON p.id = a.package_id
       WHERE a.authority_id = $1 AND a.branch_id = $2 AND a.lot_id = $3 AND a.delivering_branch_id = $4
         AND a.status = 'awaiting_start'
       ORDER BY a.starts_on, a.id`,
      place,
    ),
    reader.views<SubcontractDependants['openRounds'][number]>(
      `SELECT b.id AS "broadcastId", b.package_id AS "packageId", p.reference, b.round, b.closes_at AS "closesAt"
       FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id JOIN package p ON p.id = b.package_id
       WHERE i.authority_id = $1 AND i.branch_id = $2 AND b.lot_id = $3 AND $4 = ANY (i.may_deliver) AND b.status = 'open'
       ORDER BY b.closes_at, b.id`,
      place,
    ),
  ]);
  return { subcontract, care, awaitedStarts, openRounds };
}
