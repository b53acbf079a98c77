import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gives events their positions when they are inserted. Before, each event was inserted, and then updated with
 * its position at the commit. An event without a position cannot be stored any more.
 *
 * A transaction inserts its events just before its commit (`EventLog`). It still locks the position that was
 * last assigned before it draws its own.
 */
export class PositionsAtInsert1795000050000 implements MigrationInterface {
  readonly name = 'PositionsAtInsert1795000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      -- Waits until every transaction that has inserted an event has committed, and so has given it a position.
      LOCK TABLE event IN ACCESS EXCLUSIVE MODE;

      DROP TRIGGER event_position_at_commit ON event;
      DROP FUNCTION event_take_position;

      ALTER TABLE event ALTER COLUMN position SET NOT NULL;

      -- Locks the last assigned position before a transaction inserts its first event, so before the transaction
      -- draws a position. PostgreSQL releases the lock at commit or rollback.
      CREATE FUNCTION event_lock_last_drawn() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF coalesce(current_setting('homeward.is_drawing', true), '') = '' THEN
          PERFORM pg_advisory_xact_lock_shared((7305::bigint << 44) | event_last_drawn());
          PERFORM set_config('homeward.is_drawing', 'yes', true);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER event_lock_before_drawing BEFORE INSERT ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_lock_last_drawn();

      -- Gives an event its position. Ignores a position that the statement names.
      CREATE FUNCTION event_draw_position() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.position := nextval('event_position');
        RETURN NEW;
      END $$;
      CREATE TRIGGER event_position_at_insert BEFORE INSERT ON event
        FOR EACH ROW EXECUTE FUNCTION event_draw_position();

      -- Adds new events to the streams of the providers that may see them.
      CREATE FUNCTION event_add_to_streams() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO event_provider (provider_id, position) SELECT unnest(provider_ids), position FROM added;
        RETURN NULL;
      END $$;
      CREATE TRIGGER event_to_streams AFTER INSERT ON event REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION event_add_to_streams();

      CREATE OR REPLACE FUNCTION event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      LOCK TABLE event IN ACCESS EXCLUSIVE MODE;

      DROP TRIGGER event_lock_before_drawing ON event;
      DROP TRIGGER event_position_at_insert ON event;
      DROP TRIGGER event_to_streams ON event;
      DROP FUNCTION event_lock_last_drawn, event_draw_position, event_add_to_streams;

      ALTER TABLE event ALTER COLUMN position DROP NOT NULL;

      CREATE OR REPLACE FUNCTION event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE unplaced event%ROWTYPE;
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          unplaced := NEW;
          unplaced.position := NULL;
          IF NEW.position IS NOT NULL AND OLD *= unplaced THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$;

      CREATE FUNCTION event_take_position() RETURNS trigger LANGUAGE plpgsql AS $$
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
      CREATE CONSTRAINT TRIGGER event_position_at_commit AFTER INSERT ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_take_position();
    `);
  }
}
