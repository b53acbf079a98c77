import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the id of the request that caused an event, so that the logs of all processes can be joined. For
 * operators only: events are sent without the id, and the audit chain does not cover it.
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
