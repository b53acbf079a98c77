import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the index of the stream that the administrators of a provider read: events about its accounts. */
export class ProvidersAccountEvents1795000026000 implements MigrationInterface {
  readonly name = 'ProvidersAccountEvents1795000026000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE INDEX ix_event_provider_accounts ON event ((provider_ids[1]), position)
        WHERE (name LIKE 'user.%' OR name LIKE 'session.%') AND position IS NOT NULL;
      CREATE INDEX ix_event_account ON event (subject_id, position)
        WHERE (name LIKE 'user.%' OR name LIKE 'session.%') AND position IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_event_provider_accounts, ix_event_account;
    `);
  }
}
