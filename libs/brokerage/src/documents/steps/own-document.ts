import { purgedBefore, UNCITED_DOCUMENT_KEPT_MS } from '#domain/access/retention';
import { documentIsCited } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../../access/scope.js';

/**
 * Checks that a document cited as evidence belongs to the tenant, and returns its id. Returns null if no
 * document is cited.
 *
 * @throws DomainError `document_not_found` also for another tenant's document, and for a document that expired
 * because no record cited it in time
 */
export async function ownDocument(
  reader: Reader,
  owner: Scope,
  documentId: string | null | undefined,
  now: Date,
): Promise<string | null> {
  if (documentId == null) return null;
  const [column, value] =
    'authorityId' in owner ? ['authority_id', owner.authorityId] : ['provider_id', owner.providerId];
  const [row]: { id: string }[] = await reader.query(
    `SELECT d.id FROM document d
     WHERE d.id = $1 AND d.${column} = $2 AND (d.uploaded_at >= $3 OR ${documentIsCited('d')})`,
    [documentId, value, purgedBefore(now, UNCITED_DOCUMENT_KEPT_MS)],
  );
  return found(row, 'document_not_found').id;
}
