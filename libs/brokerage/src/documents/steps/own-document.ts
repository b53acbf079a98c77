import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../../access/scope.js';

/**
 * Returns the id of a document cited as evidence, or null. A tenant can cite only its own documents.
 *
 * @throws DomainError `document_not_found`
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
