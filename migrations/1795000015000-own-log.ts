import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The log is read from the server that writes it, and no further than it goes: a standby does not know what is still
 * being committed, and whoever has read past the end has read another log, which a backup or a standby replaced.
 */
export class OwnLog1795000015000 implements MigrationInterface {
  readonly name = 'OwnLog1795000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      -- Up to here every position is visible, or never will be: what was drawn, less what comes after the lock of
      -- a commit still under way. What was drawn is asked first: a position up to it was drawn under a lock that is
      -- seen here, or is gone because the commit can be seen. On a standby these locks are not to be seen.
      CREATE OR REPLACE FUNCTION event_settled() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
      DECLARE drawn bigint := event_last_drawn();
      BEGIN
        IF pg_is_in_recovery() THEN
          RAISE EXCEPTION 'the log is read where it is written, and this is a standby'
            USING ERRCODE = 'cannot_connect_now';
        END IF;
        RETURN least(drawn, (
          SELECT min((classid::bigint << 32 | objid::bigint) - (7305::bigint << 44)) FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 12 = 7305
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())));
      END $$;

      -- The settled events after a position, in order; and whether there are, or may be, later ones that can be seen
      -- but not be read yet.
      CREATE OR REPLACE FUNCTION event_after(last bigint, most integer) RETURNS TABLE (entry event, is_cut boolean)
      LANGUAGE plpgsql VOLATILE AS $$
      DECLARE settled bigint;
      BEGIN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
          RAISE EXCEPTION 'the log is read by what each statement sees'
            USING ERRCODE = 'invalid_transaction_state';
        END IF;
        settled := event_settled();
        IF last > event_last_drawn() THEN
          RAISE EXCEPTION 'the log ends before position %', last USING ERRCODE = 'HW001';
        END IF;
        RETURN QUERY SELECT e, event_last_drawn() > settled FROM event e
          WHERE position > last AND position <= settled ORDER BY position LIMIT most;
      END $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE OR REPLACE FUNCTION event_settled() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
      DECLARE drawn bigint := event_last_drawn();
      BEGIN
        RETURN least(drawn, (
          SELECT min((classid::bigint << 32 | objid::bigint) - (7305::bigint << 44)) FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 12 = 7305
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())));
      END $$;

      CREATE OR REPLACE FUNCTION event_after(last bigint, most integer) RETURNS TABLE (entry event, is_cut boolean)
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
}
