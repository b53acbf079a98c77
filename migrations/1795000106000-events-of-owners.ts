import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the index by which the history of the owners of a piece of work is read. The log may be long. */
export class EventsOfOwners1795000106000 implements MigrationInterface {
  readonly name = 'EventsOfOwners1795000106000';
  /** PostgreSQL cannot build an index concurrently inside a transaction. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_event_handed_over
         ON event (authority_id, subject_id) WHERE name LIKE '%.handed_over'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET lock_timeout = '3s'; DROP INDEX ix_event_handed_over; RESET lock_timeout`);
  }
}
