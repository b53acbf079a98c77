import type { MigrationInterface, QueryRunner } from 'typeorm';

const DELETES_ALL =
  'DELETE FROM person_distinction WHERE person_id = ANY (records::uuid[]) OR other_person_id = ANY (records::uuid[]);';
const DELETES_OWN =
  'DELETE FROM person_distinction WHERE (person_id = ANY (records::uuid[]) OR other_person_id = ANY (records::uuid[])) AND confirmed_at <= file.moved_at;';

/**
 * Keeps distinctions of people that users confirmed after an import. The import is then not taken back, because the
 * distinction names a person of it. Those that the import itself recorded are still deleted with its people.
 */
export class DistinctionsThatStay1795000112000 implements MigrationInterface {
  readonly name = 'DistinctionsThatStay1795000112000';

  up(runner: QueryRunner): Promise<void> {
    return this.change(runner, DELETES_ALL, DELETES_OWN);
  }

  down(runner: QueryRunner): Promise<void> {
    return this.change(runner, DELETES_OWN, DELETES_ALL);
  }

  /** Changes one statement of the function. The rest stays as earlier migrations left it. */
  private async change(runner: QueryRunner, from: string, to: string): Promise<void> {
    const [found] = (await runner.query(
      `SELECT pg_get_functiondef('import_take_back(uuid)'::regprocedure) AS sql`,
    )) as { sql: string }[];
    const sql = found?.sql ?? '';
    if (!sql.includes(from)) throw new Error('the function import_take_back has another form than expected');
    await runner.query(`SET LOCAL lock_timeout = '3s'`);
    await runner.query(sql.replace(from, to));
  }
}
