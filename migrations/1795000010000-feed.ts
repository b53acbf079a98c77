import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates a table with the events of each provider's stream, so that a client reads missed events without a
 * scan of the whole log.
 *
 * The new index `ix_event_accounts` serves the streams of an authority's events about user accounts.
 */
export class Feed1795000010000 implements MigrationInterface {
  readonly name = 'Feed1795000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      -- The lock holds back new events until the trigger exists. From then on, the trigger adds each new
      -- event to the table.
      LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE;

      CREATE TABLE event_provider (
        provider_id  text NOT NULL,
        position     bigint NOT NULL,
        PRIMARY KEY (provider_id, position)
      );
      INSERT INTO event_provider (provider_id, position)
      SELECT unnest(provider_ids), position FROM event WHERE position IS NOT NULL;

      CREATE INDEX ix_event_accounts ON event (authority_id, position)
        WHERE name LIKE 'user.%' OR name LIKE 'session.%';

      CREATE OR REPLACE FUNCTION event_take_position() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE taken bigint;
      BEGIN
        PERFORM pg_advisory_xact_lock(7305, 1);
        taken := nextval('event_position');
        UPDATE event SET position = taken WHERE id = NEW.id;
        INSERT INTO event_provider (provider_id, position) SELECT unnest(NEW.provider_ids), taken;
        PERFORM pg_notify('homeward_event', '');
        RETURN NULL;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE;
      CREATE OR REPLACE FUNCTION event_take_position() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(7305, 1);
        UPDATE event SET position = nextval('event_position') WHERE id = NEW.id;
        PERFORM pg_notify('homeward_event', '');
        RETURN NULL;
      END $$;
      DROP INDEX ix_event_accounts;
      DROP TABLE event_provider;
    `);
  }
}
