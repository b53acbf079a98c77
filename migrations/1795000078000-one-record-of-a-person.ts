import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = `authority_id = ANY ((SELECT tenant_authorities())::uuid[])`;

const secured = (table: string, rights: string): string => `
  GRANT ${rights} ON ${table} TO homeward_runtime;
  GRANT SELECT ON ${table} TO homeward_across;
  ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
  ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
  CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);
  CREATE POLICY across_tenants ON ${table} FOR SELECT TO homeward_across USING (true);
  CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${ofAuthority});`;

/**
 * Adds what finds a person and keeps one record for each person: keys of names and case numbers, one NHS number for
 * each record, dates of birth that are known in part, the searches, and the confirmations that two similar records are
 * of two people.
 */
export class OneRecordOfAPerson1795000078000 implements MigrationInterface {
  readonly name = 'OneRecordOfAPerson1795000078000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      -- The words of a name in small letters, without accents and marks, so that spellings of one name are equal.
      CREATE FUNCTION name_key(given text, family text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT btrim(regexp_replace(regexp_replace(
          translate(lower(normalize(given || ' ' || family, NFKD)), 'øłđıðþ', 'oldidt'),
          U&'[\\0300-\\036F''’‘\`\\00AD\\200B-\\200F\\2060\\FEFF]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
      $$;
      -- A case number in small letters, without blanks, dashes and invisible characters.
      CREATE FUNCTION reference_key(reference text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT regexp_replace(lower(normalize(reference, NFKC)), U&'[[:space:]\\00AD\\200B-\\200F\\2010-\\2015\\2060\\FEFF-]', '', 'g')
      $$;

      ALTER TABLE authority ADD COLUMN is_demonstration boolean NOT NULL DEFAULT false;
      UPDATE authority SET is_demonstration = true WHERE name LIKE '%(demonstration)';

      -- A date of birth is a year, a month, a day, or not known.
      ALTER TABLE person ALTER COLUMN born_on DROP NOT NULL,
                         ALTER COLUMN born_on TYPE text USING to_char(born_on, 'YYYY-MM-DD');
      ALTER TABLE person
        ADD CONSTRAINT ck_person_born_on CHECK (born_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
        ADD COLUMN name_key text NOT NULL GENERATED ALWAYS AS (name_key(given_name, family_name)) STORED,
        ADD COLUMN reference_key text NOT NULL GENERATED ALWAYS AS (reference_key(reference)) STORED,
        -- True for a record that shared its NHS number with an older record before numbers had to differ.
        ADD COLUMN nhs_number_shared boolean NOT NULL DEFAULT false;
      UPDATE person SET nhs_number = regexp_replace(regexp_replace(nhs_number, '[^0-9]', '', 'g'), '^(...)(...)(....)$', '\\1 \\2 \\3')
      WHERE nhs_number !~ '^[0-9]{3} [0-9]{3} [0-9]{4}$';
      UPDATE person p SET nhs_number_shared = true
      WHERE nhs_number IS NOT NULL
        AND EXISTS (SELECT 1 FROM person o WHERE o.authority_id = p.authority_id AND o.nhs_number = p.nhs_number AND o.id < p.id);
      -- One form, so that equal numbers are equal texts.
      ALTER TABLE person ADD CONSTRAINT ck_person_nhs_number CHECK (nhs_number ~ '^[0-9]{3} [0-9]{3} [0-9]{4}$');
      CREATE UNIQUE INDEX uq_person_nhs_number ON person (authority_id, nhs_number)
        WHERE nhs_number IS NOT NULL AND NOT nhs_number_shared;
      CREATE INDEX ix_person_reference_key ON person (authority_id, reference_key);
      CREATE INDEX ix_person_born_on ON person (authority_id, born_on);
      CREATE INDEX ix_person_name_key ON person (authority_id, name_key);
      CREATE INDEX ix_person_postcode ON person (authority_id, postcode);

      -- A user has confirmed that two similar records are of two people.
      CREATE TABLE person_distinction (
        authority_id     uuid NOT NULL CONSTRAINT fk_person_distinction_authority REFERENCES authority,
        person_id        uuid NOT NULL CONSTRAINT fk_person_distinction_person REFERENCES person,
        other_person_id  uuid NOT NULL CONSTRAINT fk_person_distinction_other REFERENCES person,
        confirmed_at     timestamptz NOT NULL,
        confirmed_by     uuid NOT NULL CONSTRAINT fk_person_distinction_user REFERENCES app_user,
        PRIMARY KEY (person_id, other_person_id),
        CONSTRAINT ck_person_distinction_two CHECK (person_id <> other_person_id)
      );
      CREATE INDEX ix_person_distinction_other ON person_distinction (other_person_id);
      ${secured('person_distinction', 'SELECT, INSERT')}

      -- A search for people: the fields that were used and the people that were found, never the words.
      CREATE TABLE person_search (
        id            uuid PRIMARY KEY,
        authority_id  uuid NOT NULL CONSTRAINT fk_person_search_authority REFERENCES authority,
        user_id       uuid NOT NULL CONSTRAINT fk_person_search_user REFERENCES app_user,
        at            timestamptz NOT NULL,
        fields        text[] NOT NULL,
        person_ids    uuid[] NOT NULL,
        has_more      boolean NOT NULL
      );
      CREATE INDEX ix_person_search_authority ON person_search (authority_id, at);
      ${secured('person_search', 'SELECT, INSERT')}
    `);
  }

  /** A date of birth that is known in part becomes its first day, and one that is not known becomes 1900-01-01. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE person_search;
      DROP TABLE person_distinction;
      DROP INDEX ix_person_postcode, ix_person_name_key, ix_person_born_on, ix_person_reference_key, uq_person_nhs_number;
      ALTER TABLE person DROP CONSTRAINT ck_person_born_on, DROP CONSTRAINT ck_person_nhs_number,
        DROP COLUMN name_key, DROP COLUMN reference_key, DROP COLUMN nhs_number_shared;
      ALTER TABLE person ALTER COLUMN born_on TYPE date
        USING (coalesce(born_on, '1900') || substr('-01-01', length(coalesce(born_on, '1900')) - 3))::date;
      ALTER TABLE person ALTER COLUMN born_on SET NOT NULL;
      ALTER TABLE authority DROP COLUMN is_demonstration;
      DROP FUNCTION reference_key(text);
      DROP FUNCTION name_key(text, text);
      DROP EXTENSION pg_trgm;
    `);
  }
}
