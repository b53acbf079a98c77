import { Inject, Injectable } from '@nestjs/common';
import type { AuditHead } from '#contracts/audit';
import { Clock } from '../clock/clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/injection-tokens.js';
import { CrossTenantDatabase } from '../database/database.js';
import { lastSeal } from './audit-chain.js';
import { headLine, signHead } from './audit-head.js';
import { appendHead, readLastHead, signingKey } from './head-files.js';

/**
 * Publishes heads of the audit chain: signed lines in a file outside of the database. A forger of the database can
 * calculate all hashes again, but cannot sign a head, and cannot take back a head that was published.
 */
@Injectable()
export class HeadPublisher {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** False if no file for heads or no key is configured. Then no heads are published. */
  get isConfigured(): boolean {
    const { AUDIT_HEADS_FILE, AUDIT_KEY_FILE } = this.config;
    return AUDIT_HEADS_FILE !== undefined && AUDIT_KEY_FILE !== undefined;
  }

  /**
   * Publishes the last seal as a head, if it is newer than the last head in the file. Returns the published head. An
   * advisory lock lets only one process write heads at a time.
   *
   * @throws Error if the log ends before the last head. Then events are missing, or a backup was restored
   * (docs/runbook/audit-chain.md).
   */
  publish(): Promise<AuditHead | null> {
    const { AUDIT_HEADS_FILE: file, AUDIT_KEY_FILE: keyFile } = this.config;
    if (file === undefined || keyFile === undefined) return Promise.resolve(null);
    return this.database.transaction(async (tx) => {
      await tx.lock('SELECT pg_advisory_xact_lock(7305, 9)');
      const seal = await lastSeal(tx);
      const last = await readLastHead(file);
      const reached = BigInt(seal?.position ?? 0);
      if (last && BigInt(last.position) > reached)
        throw new Error(`the log ends at ${reached}, before the last head in ${file} at ${last.position}`);
      if (!seal || last?.position === seal.position) return null;
      const head = signHead(seal, this.clock.now(), await signingKey(keyFile, file));
      await appendHead(file, head);
      await tx.write(
        'INSERT INTO audit_head (position, line, published_at) VALUES ($1, $2, $3) ON CONFLICT (position) DO NOTHING',
        [head.position, headLine(head), head.at],
      );
      return head;
    });
  }
}
