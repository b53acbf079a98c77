import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Creates the tables of the append-only event log, of its readers' positions, of the audit chain's hashes,
 * and of the commands' idempotency keys.
 */
export class EventLog1795000000000 implements MigrationInterface {
  readonly name = 'EventLog1795000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE SEQUENCE event_position AS bigint;
      CREATE TABLE event (
        id            uuid PRIMARY KEY,
        -- The place of the event in the log. The position is assigned at the commit, in the order of commits
        -- (see event_take_position).
        position      bigint,
        authority_id  uuid,
        -- The providers that may see the event, besides the authority's staff.
        provider_ids  text[] NOT NULL DEFAULT '{}',
        name          text NOT NULL,
        subject_type  text NOT NULL,
        subject_id    text NOT NULL,
        -- The package that shows the event in its history.
        package_id    uuid,
        actor_id      uuid,
        at            timestamptz NOT NULL,
        payload       jsonb NOT NULL,
        CONSTRAINT uq_event_position UNIQUE (position)
      );
      CREATE INDEX ix_event_authority ON event (authority_id, position);
      CREATE INDEX ix_event_package ON event (authority_id, package_id, position) WHERE package_id IS NOT NULL;

      -- Assigns the position of an event while its transaction commits. A lock makes transactions commit one
      -- after another. So a reader at position n has read every event up to n.
      CREATE FUNCTION event_take_position() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(7305, 1);
        UPDATE event SET position = nextval('event_position') WHERE id = NEW.id;
        PERFORM pg_notify('homeward_event', '');
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER event_position_at_commit AFTER INSERT ON event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_take_position();

      -- Keeps the log append-only. A row may be updated once, to set its position, and can never be deleted.
      CREATE FUNCTION event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
           AND to_jsonb(OLD) - 'position' = to_jsonb(NEW) - 'position' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION event_refuse_change();
      CREATE TRIGGER event_not_truncated BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_refuse_change();

      -- How far each reader (a process that follows the log) has read.
      CREATE TABLE log_reader (
        name      text PRIMARY KEY,
        position  bigint NOT NULL DEFAULT 0,
        read_at   timestamptz NOT NULL
      );

      -- The audit chain: one hash for each event, which covers the event and the hash before it.
      CREATE TABLE event_seal (
        position  bigint PRIMARY KEY CONSTRAINT fk_event_seal_event REFERENCES event (position),
        hash      bytea NOT NULL
      );

      CREATE TABLE request_key (
        actor_id     uuid NOT NULL,
        key          text NOT NULL CONSTRAINT ck_request_key_length CHECK (length(key) BETWEEN 1 AND 200),
        fingerprint  text NOT NULL,
        -- The stored response of a command. The type is json instead of jsonb, because a repeated command
        -- must get the first response character by character.
        answer       json,
        claimed_at   timestamptz NOT NULL,
        PRIMARY KEY (actor_id, key)
      );
      CREATE INDEX ix_request_key_claimed ON request_key (claimed_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE request_key, event_seal, log_reader, event;
      DROP FUNCTION event_take_position, event_refuse_change;
      DROP SEQUENCE event_position;
      DROP EXTENSION btree_gist;
    `);
  }
}
