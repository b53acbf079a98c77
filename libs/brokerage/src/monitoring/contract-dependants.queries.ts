import type { ContractDependants, ContractLine } from '#contracts/framework';
import { bearsCareOn, notEndedOn, placementRateOn, weeklyCost } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { contractLine } from './contract-lines.queries.js';

/**
 * Reads all that hangs on a contract: live care, awards that wait for their start, open rounds and subcontracts.
 *
 * @throws DomainError `contract_not_found`
 */
export async function contractDependants(
  reader: Reader,
  authorityId: string,
  id: string,
  now: Date,
): Promise<ContractDependants> {
  const contract = await contractLine(reader, authorityId, id, now);
  const today = londonDate(now);
  const place = [authorityId, contract.branchId, contract.lotId];
  const [care, awaitedStarts, openRounds, subcontracts] = await Promise.all([
    careUnder(reader, authorityId, contract, today),
    reader.query<ContractDependants['awaitedStarts'][number]>(
      `SELECT a.package_id AS "packageId", p.reference, a.starts_on AS "startsOn"
       FROM award a JOIN package p ON p.id = a.package_id
       WHERE a.authority_id = $1 AND a.branch_id = $2 AND a.lot_id = $3 AND a.status = 'awaiting_start'
       ORDER BY a.starts_on, a.id`,
      place,
    ),
    reader.views<ContractDependants['openRounds'][number]>(
      `SELECT b.id AS "broadcastId", b.package_id AS "packageId", p.reference, b.round, b.closes_at AS "closesAt"
       FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id JOIN package p ON p.id = b.package_id
       WHERE i.authority_id = $1 AND i.contract_id = $2 AND b.status = 'open' ORDER BY b.closes_at, b.id`,
      [authorityId, id],
    ),
    reader.query<ContractDependants['subcontracts'][number]>(
      `SELECT s.id, s.delivering_branch_id AS "deliveringBranchId", d.name AS "deliveringBranchName",
              s.starts_on AS "startsOn", s.ends_on AS "endsOn",
              (SELECT count(DISTINCT x.person_id)::int FROM placement x
               WHERE x.authority_id = $1 AND x.branch_id = $2 AND x.lot_id = $3 AND x.status = 'live'
                 AND x.delivering_branch_id = s.delivering_branch_id) AS people
       FROM subcontract s JOIN branch d ON d.id = s.delivering_branch_id
       WHERE s.authority_id = $1 AND s.branch_id = $2 AND s.lot_id = $3 AND ${notEndedOn('s', '$4')}
       ORDER BY d.name, s.id`,
      [...place, today],
    ),
  ]);
  return { contract, care, awaitedStarts, openRounds, subcontracts };
}

function careUnder(
  reader: Reader,
  authorityId: string,
  { id }: ContractLine,
  today: string,
): Promise<ContractDependants['care']> {
  return reader.query(
    `SELECT x.id AS "placementId", x.package_id AS "packageId", p.reference, d.name AS "deliveringBranchName",
            x.weekly_minutes AS "weeklyMinutes",
            ${weeklyCost('x.weekly_minutes', placementRateOn('x', '$3'))} AS "weeklyCostPence"
     FROM contract c
     JOIN placement x ON x.authority_id = c.authority_id AND x.branch_id = c.branch_id AND x.lot_id = c.lot_id
     JOIN package p ON p.id = x.package_id
     JOIN branch d ON d.id = x.delivering_branch_id
     WHERE c.authority_id = $1 AND c.id = $2 AND x.status = 'live' AND ${bearsCareOn('c', '$3')}
     ORDER BY p.reference`,
    [authorityId, id, today],
  );
}
