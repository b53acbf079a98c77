import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { AuditOutcome } from '#contracts/audit';
import { trustedKeys } from '#platform/audit/head-files';
import { verifyLog } from '#platform/audit/verify-log';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { CrossTenantDatabase } from '#platform/database/database';
import { rowsCheck } from '../digests/rows-check.js';

/**
 * Verifies the log: events against seals, rows against the digests in events, and the end of the log against the heads
 * outside of the database. Only reads.
 */
@Injectable()
export class VerifyAudit {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Verifies and only reports, so that an operator can verify a database that must not change. `now` is the instant for
   * which the end of the log is judged: for a restored backup, the end of the backup.
   */
  execute(now = this.clock.now()): Promise<AuditOutcome> {
    const { AUDIT_HEADS_FILE, AUDIT_KEY_FILE, AUDIT_PUBLIC_KEYS_FILE } = this.config;
    const keyFile = AUDIT_PUBLIC_KEYS_FILE ?? AUDIT_KEY_FILE;
    const { reader } = this.database;
    return verifyLog(reader, {
      heads: {
        file: AUDIT_HEADS_FILE,
        keys: () => (keyFile === undefined ? Promise.resolve(new Map()) : trustedKeys(keyFile)),
      },
      rows: rowsCheck(reader),
      now,
    });
  }

  /** Verifies, and keeps the outcome for the auditors' page. */
  async executeAndKeep(): Promise<AuditOutcome> {
    const outcome = await this.execute();
    await this.database.transaction((tx) =>
      tx.write('INSERT INTO audit_check (id, checked_at, outcome) VALUES ($1, $2, $3)', [
        uuid(),
        this.clock.now(),
        JSON.stringify(outcome),
      ]),
    );
    return outcome;
  }
}
