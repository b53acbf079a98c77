import type { Stage } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import type { Reader, Tx } from '#platform/database/database';

/** Reads the stage of an authority (docs/rules.md §7.5). */
async function stageOf(reader: Reader, authorityId: string): Promise<Stage> {
  const [row] = await reader.query<{ stage: Stage }>('SELECT stage FROM authority WHERE id = $1', [
    authorityId,
  ]);
  if (!row) throw new Error('a user belongs to an authority that exists');
  return row.stage;
}

/** True if the authority is live, so that its care is there for providers (docs/rules.md §7.5). */
export const isLive = async (reader: Reader, authorityId: string): Promise<boolean> =>
  (await stageOf(reader, authorityId)) === 'live';

/**
 * Refuses what leaves the authority before it is live: work for providers, and notices that bind other authorities.
 *
 * @throws DomainError `authority_not_live` with the stage
 */
export async function assertLive(tx: Tx, authorityId: string): Promise<void> {
  const stage = await stageOf(tx, authorityId);
  if (stage !== 'live') throw new DomainError('authority_not_live', { stage });
}
