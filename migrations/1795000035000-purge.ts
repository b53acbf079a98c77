import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the indexes by which the purge finds expired rows, and the newer sessions of a user. */
export class Purge1795000035000 implements MigrationInterface {
  readonly name = 'Purge1795000035000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE INDEX ix_session_expiry ON session (expires_at);
      CREATE INDEX ix_session_start ON session (user_id, started_at);
      CREATE INDEX ix_account_link_expiry ON account_link (expires_at);
      CREATE INDEX ix_sign_in_attempt_expiry ON sign_in_attempt (expire);
      CREATE INDEX ix_sign_in_address_last ON sign_in_address (last_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_session_expiry, ix_session_start, ix_account_link_expiry, ix_sign_in_attempt_expiry,
        ix_sign_in_address_last;
    `);
  }
}
