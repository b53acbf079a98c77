import { Injectable } from '@nestjs/common';
import { EXPIRED_DOCUMENT_KEPT_MS, purgedBefore } from '#domain/access/retention';
import { documentIsCited } from '#domain/rules-in-sql';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { eventOf } from '#platform/log/new-event';

/** The largest number of documents that one run deletes. Each may have 10 MB. */
const BATCH = 100;

interface Expired {
  readonly id: string;
  readonly authorityId: string | null;
  readonly providerId: string | null;
}

/**
 * Deletes documents that no record has cited for 7 days since the upload, so that uploads alone cannot fill the
 * disk. A cited document is kept for good.
 */
@Injectable()
export class ExpireDocuments {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** Returns the number of deleted documents. */
  execute(): Promise<number> {
    return this.acts.run(SYSTEM_CALLER, 'expire-documents', {}, async (act) => {
      const now = this.clock.now();
      await act.tx.write(`SET LOCAL homeward.expires_documents = 'yes'`); // allows the deletion, see its trigger
      const { rows } = await act.tx.write<Expired>(
        `DELETE FROM document WHERE id IN (
           SELECT d.id FROM document d WHERE d.uploaded_at < $1 AND NOT ${documentIsCited('d')}
           ORDER BY d.uploaded_at LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING id, authority_id AS "authorityId", provider_id AS "providerId"`,
        [purgedBefore(now, EXPIRED_DOCUMENT_KEPT_MS), BATCH],
      );
      const events = rows.map(({ id, authorityId, providerId }) =>
        eventOf(
          'document.expired',
          { documentId: id },
          { authorityId, providerIds: providerId === null ? [] : [providerId], at: now },
        ),
      );
      await act.append(...events);
      return rows.length;
    });
  }
}
