import { Injectable } from '@nestjs/common';
import { EXPIRED_DOCUMENT_KEPT_MS, purgedBefore } from '#domain/access/retention';
import { documentIsCited } from '#domain/rules-in-sql';
import { CrossTenantDatabase } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { SYSTEM } from '#contracts/roles-and-actors';
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
 * disk. A cited document is kept for good. Works over all tenants, as the purge does.
 */
@Injectable()
export class ExpireDocuments {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly eventLog: EventLog,
    private readonly clock: Clock,
  ) {}

  /** Returns the number of deleted documents. */
  execute(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      await tx.write(`SET LOCAL homeward.expires_documents = 'yes'`); // allows the deletion, see its trigger
      const { rows } = await tx.write<Expired>(
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
      await this.eventLog.append(tx, SYSTEM, ...events);
      return rows.length;
    });
  }
}
