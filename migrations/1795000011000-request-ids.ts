import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds to each event the id of the HTTP request that caused it, so that operators can join the logs of all
 * processes. The id is not sent to users, and the audit chain does not cover it.
 */
export class RequestIds1795000011000 implements MigrationInterface {
  readonly name = 'RequestIds1795000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE event ADD COLUMN request_id text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE event DROP COLUMN request_id;
    `);
  }
}
