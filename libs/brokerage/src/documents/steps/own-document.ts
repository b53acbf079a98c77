import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../../access/scope.js';

/**
 * Checks that a document cited as evidence belongs to the tenant, and returns its id. Returns null if no
 * document is cited.
 *
 * @throws DomainError `document_not_found` also for another tenant's document
 */
export async function ownDocument(
  reader: Reader,
  owner: Scope,
  documentId: string | null | undefined,
): Promise<string | null> {
  if (documentId == null) return null;
  const [column, value] =
    'authorityId' in owner ? ['authority_id', owner.authorityId] : ['provider_id', owner.providerId];
  const [row]: { id: string }[] = await reader.query(
    `SELECT id FROM document WHERE id = $1 AND ${column} = $2`,
    [documentId, value],
  );
  return found(row, 'document_not_found').id;
}
