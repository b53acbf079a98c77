import type { Tx } from '#platform/database/database';
import type { RankedOffer } from './rank-standing.js';

/** Keeps the ranks and scores of a locked broadcast's offers; one that is not ranked loses what it had. */
export async function writeRanks(tx: Tx, broadcastId: string, ranked: readonly RankedOffer[]): Promise<void> {
  await tx.write(
    `UPDATE offer SET rank = r.rank, score = r.score
     FROM offer o LEFT JOIN jsonb_to_recordset($2::jsonb) AS r (id uuid, rank integer, score jsonb) ON r.id = o.id
     WHERE offer.id = o.id AND o.broadcast_id = $1`,
    [broadcastId, JSON.stringify(ranked)],
  );
}
