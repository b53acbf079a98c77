import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { DocumentView, MediaType } from '#contracts/documents';
import { documentFaults } from '#domain/documents/document-faults';
import { DOCUMENT_QUOTA_BYTES, exceedsDocumentQuota } from '#domain/documents/document-quota';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, userIdOf } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { scopeOf } from '../access/scope.js';
import { readStructure } from './steps/read-structure.js';
import { documentView } from './documents.queries.js';
import { digestRecord } from '../digests/digest-records.js';

export interface UploadDocumentCommand {
  readonly name: string;
  readonly mediaType: MediaType;
  readonly content: Uint8Array;
}

/**
 * Stores a document as evidence of the user's authority or provider. The bytes of a document never change.
 */
@Injectable()
export class UploadDocument {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `document_invalid` with every fault; `document_quota_reached` */
  async execute(
    caller: Caller,
    { name, mediaType, content: offered }: UploadDocumentCommand,
  ): Promise<DocumentView> {
    const scope = scopeOf(caller.actor);
    const authorityId = 'authorityId' in scope ? scope.authorityId : null;
    const providerId = 'providerId' in scope ? scope.providerId : null;
    const { structure, kept: content } = await readStructure(mediaType, offered);
    const faults = documentFaults({ mediaType, content: offered, structure });
    if (faults.length > 0) throw new DomainError('document_invalid', { faults });
    const sha256 = createHash('sha256').update(content).digest('hex');
    const byteSize = content.length;
    // The command contains the document's checksum instead of its bytes. A repeated call with the same
    // idempotency key is recognised by the checksum.
    return this.acts.run(caller, 'upload-document', { name, mediaType, byteSize, sha256 }, async (act) => {
      const { tx } = act;
      const id = uuid();
      const now = this.clock.now();
      await assertWithinQuota(tx, { authorityId, providerId }, byteSize);
      await tx.write(
        `INSERT INTO document (id, authority_id, provider_id, name, media_type, byte_size, sha256, content, uploaded_by, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [
          id,
          authorityId,
          providerId,
          name,
          mediaType,
          byteSize,
          sha256,
          content,
          userIdOf(caller.actor),
          now,
        ],
      );
      await act.log(
        'document.uploaded',
        { ...(await digestRecord(tx, 'document', id)), documentId: id, mediaType, byteSize },
        { authorityId, providerIds: providerId === null ? [] : [providerId], at: now },
      );
      return documentView(tx, id);
    });
  }
}

/** Checks the quota of the organisation. A lock lets its uploads pass one after another, so that none is left out. */
async function assertWithinQuota(
  tx: Tx,
  { authorityId, providerId }: { readonly authorityId: string | null; readonly providerId: string | null },
  byteSize: number,
): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7306, hashtext($1))', [authorityId ?? providerId]);
  const [used]: { bytes: string }[] = await tx.query(
    `SELECT coalesce(sum(byte_size), 0)::text AS bytes FROM document
     WHERE authority_id = $1::uuid OR provider_id = $2`,
    [authorityId, providerId],
  );
  const uploader = authorityId === null ? 'provider' : 'authority';
  if (exceedsDocumentQuota(uploader, Number(used?.bytes ?? 0), byteSize))
    throw new DomainError('document_quota_reached', { mostBytes: DOCUMENT_QUOTA_BYTES[uploader] });
}
