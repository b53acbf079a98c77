import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the index by which the award file finds the messages of its broadcast. */
export class MessagesOfABroadcast1795000191000 implements MigrationInterface {
  readonly name = 'MessagesOfABroadcast1795000191000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE INDEX ix_message_broadcast ON message (broadcast_id, id) WHERE broadcast_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_message_broadcast;
    `);
  }
}
