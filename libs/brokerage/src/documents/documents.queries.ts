import type { DocumentView } from '#contracts/documents';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';

const DOCUMENT_VIEW = `d.id, d.name, d.media_type AS "mediaType", d.byte_size AS "byteSize", d.sha256,
  d.uploaded_at AS "uploadedAt", d.uploaded_by AS "uploadedBy"`;

/**
 * An SQL condition that is true if the tenant may read the document `d`. A tenant may read its own documents.
 * An authority may also read documents attached to a report for the authority, or to a contest that it answers.
 */
const READABLE = `(d.authority_id = $1::uuid OR d.provider_id = $2 OR EXISTS (
  SELECT 1 FROM branch_report r WHERE r.document_id = d.id AND r.authority_id = $1::uuid) OR EXISTS (
  SELECT 1 FROM restriction_contest c WHERE c.document_id = d.id AND c.authority_id = $1::uuid))`;

const parameters = (scope: Scope): [string | null, string | null] =>
  'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];

/**
 * Reads a document without checking the tenant. The caller has already checked that the actor may read it.
 */
export async function documentView(reader: Reader, id: string): Promise<DocumentView> {
  const [row]: DocumentView[] = await reader.views(
    `SELECT ${DOCUMENT_VIEW} FROM document d WHERE d.id = $1`,
    [id],
  );
  return found(row, 'document_not_found');
}

/** @throws DomainError `document_not_found` */
export async function documentIn(reader: Reader, scope: Scope, id: string): Promise<DocumentView> {
  return found((await documentsIn(reader, scope, [id]))[0], 'document_not_found');
}

/** Lists the documents with the given ids that the tenant may read. */
export function documentsIn(reader: Reader, scope: Scope, ids: readonly string[]): Promise<DocumentView[]> {
  return reader.views(
    `SELECT ${DOCUMENT_VIEW} FROM document d WHERE ${READABLE} AND d.id = ANY($3) ORDER BY d.id`,
    [...parameters(scope), ids],
  );
}

export interface DocumentContent extends Pick<DocumentView, 'name' | 'mediaType'> {
  readonly content: Buffer;
}

/** @throws DomainError `document_not_found` */
export async function documentContent(reader: Reader, scope: Scope, id: string): Promise<DocumentContent> {
  const [row]: DocumentContent[] = await reader.query(
    `SELECT d.name, d.media_type AS "mediaType", d.content FROM document d WHERE ${READABLE} AND d.id = $3`,
    [...parameters(scope), id],
  );
  return found(row, 'document_not_found');
}
