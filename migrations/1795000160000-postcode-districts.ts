import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = [
  'lots',
  'directory',
  'providers',
  'branches',
  'contracts',
  'subcontracts',
  'capacity',
  'people',
  'care',
  'users',
];

/** SQL that lists the kinds of file that can be imported. */
const allowing = (kinds: readonly string[]): string => `
      ALTER TABLE import_file DROP CONSTRAINT ck_import_file_kind,
        ADD CONSTRAINT ck_import_file_kind CHECK (kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}));`;

/**
 * Adds the middles of postcode districts, from which invitations show a rough distance, and the kind of import with which
 * a council adds its own. All authorities share the table, because a district is at the same place for each.
 *
 * The first rows are the districts of Leicestershire: Gibbs, uk-postcodes (CC0).
 */
export class PostcodeDistricts1795000160000 implements MigrationInterface {
  readonly name = 'PostcodeDistricts1795000160000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      CREATE TABLE postcode_district (
        district   text PRIMARY KEY CONSTRAINT ck_postcode_district_name
                     CHECK (district ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'),
        -- Degrees (WGS 84). The bounds are those of the United Kingdom.
        latitude   double precision NOT NULL CONSTRAINT ck_postcode_district_latitude CHECK (latitude BETWEEN 49 AND 61),
        longitude  double precision NOT NULL CONSTRAINT ck_postcode_district_longitude CHECK (longitude BETWEEN -9 AND 2)
      );
      GRANT SELECT, INSERT ON postcode_district TO homeward_runtime;
      GRANT SELECT ON postcode_district TO homeward_across;
      INSERT INTO postcode_district (district, latitude, longitude) VALUES
        ('LE1', 52.6342, -1.1297),
        ('LE2', 52.6098, -1.1168),
        ('LE3', 52.6291, -1.1815),
        ('LE4', 52.6638, -1.1246),
        ('LE5', 52.6365, -1.0868),
        ('LE6', 52.6628, -1.2429),
        ('LE7', 52.6777, -1.0696),
        ('LE8', 52.5530, -1.0988),
        ('LE9', 52.5705, -1.2888),
        ('LE10', 52.5368, -1.3689),
        ('LE11', 52.7696, -1.2174),
        ('LE12', 52.7668, -1.1937),
        ('LE13', 52.7661, -0.8869),
        ('LE14', 52.7841, -0.8968),
        ('LE15', 52.6563, -0.7020),
        ('LE16', 52.4865, -0.8940),
        ('LE17', 52.4673, -1.1786),
        ('LE18', 52.5837, -1.1129),
        ('LE19', 52.5772, -1.2105),
        ('LE65', 52.7485, -1.4696),
        ('LE67', 52.7165, -1.3619);
      ${allowing([...KINDS, 'districts'])}
    `);
  }

  /** Deletes imports of districts, because an older program does not know their kind. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DELETE FROM imported_record WHERE kind = 'districts';
      DELETE FROM import_row WHERE import_id IN (SELECT id FROM import_file WHERE kind = 'districts');
      DELETE FROM import_file WHERE kind = 'districts';
      ${allowing(KINDS)}
      DROP TABLE postcode_district;
    `);
  }
}
