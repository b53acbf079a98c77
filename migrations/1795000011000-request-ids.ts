import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds to each event the id of the HTTP request that caused it. With this id, the operator finds the log
 * lines of one request in all processes. The audit chain does not cover the id.
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
