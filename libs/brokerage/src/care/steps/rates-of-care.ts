import { bearsCareOn, ratesOfRound } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';
import type { PlacementEntity } from '../../rows/placement.entity.js';

/**
 * Gives a new placement the uplifts of its contract that begin after its round opened. Its offer was made at the
 * rates of the round, so earlier uplifts are in the offer already (docs/rules.md §3.5.3). Of an uplift of two contracts in
 * turn, the rate of the contract that bears the care on that day counts.
 *
 * Locks the contract first: an uplift that is being recorded or withdrawn either finds this placement, or is found here.
 */
export async function applyUplifts(
  tx: Tx,
  { id, authorityId, branchId, lotId }: PlacementEntity,
): Promise<void> {
  await Promise.all([
    tx.lock(
      'SELECT 1 FROM contract WHERE authority_id = $1 AND branch_id = $2 AND lot_id = $3 ORDER BY id FOR SHARE',
      [authorityId, branchId, lotId],
    ),
    tx.write(
      `WITH RECURSIVE change AS (
         SELECT u.id AS uplift_id, r.from_on, u.hundredths, u.new_rate_pence,
                row_number() OVER (ORDER BY r.from_on, r.id) AS n
         FROM placement p
         JOIN award a ON a.id = p.award_id
         JOIN broadcast b ON b.id = a.broadcast_id
         JOIN contract c ON c.authority_id = p.authority_id AND c.branch_id = p.branch_id AND c.lot_id = p.lot_id
         JOIN contract_rate r ON r.contract_id = c.id AND r.withdrawn_at IS NULL
           AND r.from_on > ${ratesOfRound('b')} AND ${bearsCareOn('c', 'r.from_on')}
         JOIN rate_uplift u ON u.id = r.uplift_id
         WHERE p.id = $1
       ), rate AS (
         SELECT 0::bigint AS n, NULL::uuid AS uplift_id, NULL::date AS from_on, hourly_rate_pence AS pence
         FROM placement WHERE id = $1
         UNION ALL
         SELECT c.n, c.uplift_id, c.from_on,
                coalesce(c.new_rate_pence, greatest(1, (r.pence * (10000 + c.hundredths) + 5000) / 10000))
         FROM rate r JOIN change c ON c.n = r.n + 1
       )
       INSERT INTO placement_rate (id, authority_id, placement_id, uplift_id, from_on, hourly_rate_pence)
       SELECT gen_random_uuid(), $2, $1, uplift_id, from_on, pence FROM rate WHERE n > 0`,
      [id, authorityId],
    ),
  ]);
}

/** Gives the care of a person its rates again, after another branch began to deliver it under the same contract. */
export async function keepRates(
  tx: Tx,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await tx.write(
    `INSERT INTO placement_rate (id, authority_id, placement_id, uplift_id, from_on, hourly_rate_pence)
     SELECT gen_random_uuid(), authority_id, $2, uplift_id, from_on, hourly_rate_pence
     FROM placement_rate WHERE placement_id = $1 AND withdrawn_at IS NULL ORDER BY id`,
    [from, to],
  );
}
