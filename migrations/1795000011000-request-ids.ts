import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which request an event came of, so that logs of every process can be joined. It is for those who look after
 * the system: no event tells it, and the audit chain does not cover it.
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
