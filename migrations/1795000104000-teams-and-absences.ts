import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_AUTHORITY = 'authority_id = ANY ((SELECT tenant_authorities())::uuid[])';

const walled = (table: string, writes: string): string => `
      GRANT SELECT, ${writes} ON ${table} TO homeward_runtime;
      GRANT SELECT ON ${table} TO homeward_across;
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON ${table} FOR SELECT TO homeward_across USING (true);
      CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${OF_AUTHORITY});`;

/**
 * Creates the teams of an authority, and the absences of its officers and commissioners with the deputy who covers. An
 * absence that was ended early, or that no colleague can cover any more, keeps its days and has an instant of its end.
 */
export class TeamsAndAbsences1795000104000 implements MigrationInterface {
  readonly name = 'TeamsAndAbsences1795000104000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE team (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_team_authority REFERENCES authority,
        name          text NOT NULL CONSTRAINT ck_team_name CHECK (name <> ''),
        created_at    timestamptz NOT NULL,
        version       integer NOT NULL
      );
      CREATE UNIQUE INDEX uq_team_name ON team (authority_id, lower(name));

      CREATE TABLE team_member (
        team_id       uuid NOT NULL CONSTRAINT fk_team_member_team REFERENCES team ON DELETE CASCADE,
        user_id       uuid NOT NULL CONSTRAINT fk_team_member_user REFERENCES app_user,
        authority_id  uuid NOT NULL CONSTRAINT fk_team_member_authority REFERENCES authority,
        PRIMARY KEY (team_id, user_id)
      );
      CREATE INDEX ix_team_member_user ON team_member (user_id);

      CREATE TABLE absence (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_absence_authority REFERENCES authority,
        user_id       uuid NOT NULL CONSTRAINT fk_absence_user REFERENCES app_user,
        deputy_id     uuid NOT NULL CONSTRAINT fk_absence_deputy REFERENCES app_user,
        first_on      date NOT NULL,
        last_on       date NOT NULL,
        recorded_at   timestamptz NOT NULL,
        recorded_by   uuid NOT NULL CONSTRAINT fk_absence_recorded_by REFERENCES app_user,
        ended_at      timestamptz,
        CONSTRAINT ck_absence_days CHECK (first_on <= last_on),
        CONSTRAINT ck_absence_deputy CHECK (user_id <> deputy_id)
      );
      CREATE INDEX ix_absence_user ON absence (user_id, last_on) WHERE ended_at IS NULL;
      CREATE INDEX ix_absence_deputy ON absence (deputy_id, last_on) WHERE ended_at IS NULL;
      CREATE INDEX ix_absence_authority ON absence (authority_id, last_on) WHERE ended_at IS NULL;
      ${walled('team', 'INSERT, UPDATE, DELETE')}
      ${walled('team_member', 'INSERT, DELETE')}
      ${walled('absence', 'INSERT, UPDATE')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE absence;
      DROP TABLE team_member;
      DROP TABLE team;
    `);
  }
}
