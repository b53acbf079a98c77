import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Allows transactions that log events to commit at the same time, instead of one after another. Each
 * transaction locks the position that was last assigned before its own events. Readers read no further than
 * the lowest locked position, so they skip no event of a transaction that is still committing.
 *
 * Before this migration, stop all processes of older versions. They ignore these locks and would skip events.
 */
export class SettledLog1795000013000 implements MigrationInterface {
  readonly name = 'SettledLog1795000013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      -- Waits until every transaction that holds the old lock has committed.
      LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE;

      CREATE FUNCTION event_last_drawn() RETURNS bigint LANGUAGE sql VOLATILE AS $$
        SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM event_position
      $$;

      -- Assigns the position of an event. Before a transaction's first event, locks the last assigned
      -- position. PostgreSQL releases the lock at commit or rollback.
      CREATE OR REPLACE FUNCTION event_take_position() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE taken bigint;
      BEGIN
        IF coalesce(current_setting('homeward.is_drawing', true), '') = '' THEN
          PERFORM pg_advisory_xact_lock_shared((7305::bigint << 44) | event_last_drawn());
          PERFORM set_config('homeward.is_drawing', 'yes', true);
        END IF;
        taken := nextval('event_position');
        UPDATE event SET position = taken WHERE id = NEW.id;
        INSERT INTO event_provider (provider_id, position) SELECT unnest(NEW.provider_ids), taken;
        RETURN NULL;
      END $$;

      -- Returns the last settled position: no new event can appear at or before it.
      --
      -- First reads the last assigned position, then the locks of transactions that are still committing. In
      -- this order, no transaction is missed. The settled position is at most the lowest locked position.
      CREATE FUNCTION event_settled() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
      DECLARE drawn bigint := event_last_drawn();
      BEGIN
        RETURN least(drawn, (
          SELECT min((classid::bigint << 32 | objid::bigint) - (7305::bigint << 44)) FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 12 = 7305
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())));
      END $$;

      -- Returns the settled events after a position, in order. The column is_cut is true if later events may
      -- exist but cannot be read yet.
      CREATE FUNCTION event_after(last bigint, most integer) RETURNS TABLE (entry event, is_cut boolean)
      LANGUAGE plpgsql VOLATILE AS $$
      DECLARE settled bigint;
      BEGIN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
          RAISE EXCEPTION 'the log is read by what each statement sees'
            USING ERRCODE = 'invalid_transaction_state';
        END IF;
        settled := event_settled();
        RETURN QUERY SELECT e, event_last_drawn() > settled FROM event e
          WHERE position > last AND position <= settled ORDER BY position LIMIT most;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE;
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
      DROP FUNCTION event_after, event_settled, event_last_drawn;
    `);
  }
}
