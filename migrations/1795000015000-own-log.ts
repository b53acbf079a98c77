import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Allows reading the event log only on the primary server, because a standby server cannot see unfinished
 * commits.
 *
 * Refuses a reader with a position beyond the end of the log. Such a reader has read another database, for
 * example before a backup was restored.
 */
export class OwnLog1795000015000 implements MigrationInterface {
  readonly name = 'OwnLog1795000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      -- Returns the last settled position: no new event can appear at or before it.
      --
      -- First reads the last assigned position, then the locks of transactions that are still committing. The
      -- settled position is at most the lowest locked position. Fails on a standby server, because these
      -- locks cannot be seen there.
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

      -- Returns the settled events after a position, in order. The column is_cut is true if later events may
      -- exist but cannot be read yet.
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
