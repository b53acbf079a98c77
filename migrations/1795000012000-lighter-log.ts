import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reduces the cost of logging events. An event is inserted without a position and gets its position at the
 * commit. The indexes by position now leave out rows without a position. So each event is added to them once
 * instead of twice.
 *
 * The trigger that protects the log now compares whole rows. So it also protects columns that later
 * migrations add.
 */
export class LighterLog1795000012000 implements MigrationInterface {
  readonly name = 'LighterLog1795000012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_event_authority, ix_event_package, ix_event_accounts;
      CREATE INDEX ix_event_authority ON event (authority_id, position) WHERE position IS NOT NULL;
      CREATE INDEX ix_event_package ON event (authority_id, package_id, position)
        WHERE package_id IS NOT NULL AND position IS NOT NULL;
      CREATE INDEX ix_event_accounts ON event (authority_id, position)
        WHERE (name LIKE 'user.%' OR name LIKE 'session.%') AND position IS NOT NULL;

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
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP INDEX ix_event_authority, ix_event_package, ix_event_accounts;
      CREATE INDEX ix_event_authority ON event (authority_id, position);
      CREATE INDEX ix_event_package ON event (authority_id, package_id, position) WHERE package_id IS NOT NULL;
      CREATE INDEX ix_event_accounts ON event (authority_id, position)
        WHERE name LIKE 'user.%' OR name LIKE 'session.%';

      CREATE OR REPLACE FUNCTION event_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
           AND to_jsonb(OLD) - 'position' = to_jsonb(NEW) - 'position' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'the event log is append-only' USING ERRCODE = 'integrity_constraint_violation';
      END $$;
    `);
  }
}
