import path from 'node:path';
import { freshDatabase } from '../../support/environment.js';
import { checkSql, sourceFiles } from '../../support/sql/check-statements.js';
import { type Escape, readCode } from '../../support/sql/statements-in-code.js';

const ROOT = path.resolve(__dirname, '../../..');
/**
 * The time limit of the test in milliseconds. The test compiles the whole code base, which is slow on a busy
 * machine.
 */
const PATIENCE_MS = 600_000;

const REFUSED = [
  {
    why: 'for a column that is not there',
    ask: `reader.query<{ naem: string }>('SELECT naem FROM authority')`,
    fault: /column "naem" does not exist/,
  },
  {
    why: 'for a field that the statement does not return',
    ask: `reader.query<{ id: string; title: string }>('SELECT id FROM authority')`,
    fault: /'title' is missing/,
  },
  {
    why: 'for a column that the type does not have',
    ask: `reader.query<{ id: string }>('SELECT id, name FROM authority')`,
    fault: /the row's type has no name/,
  },
  {
    why: 'for another type',
    ask: `reader.query<{ name: number }>('SELECT name FROM authority')`,
    fault: /'string' is not assignable to type 'number'/,
  },
  {
    why: 'for an instant that is said to be a text',
    ask: `reader.query<{ at: string }>('SELECT created_at AS at FROM authority')`,
    fault: /'Date' is not assignable to type 'string'/,
  },
  {
    why: 'for an instant that is said to be a Date where it is sent as a text',
    ask: `reader.views<{ at: Date }>('SELECT created_at AS at FROM authority')`,
    fault: /'string' is not assignable to type 'Date'/,
  },
  {
    why: 'for a count, which the driver hands out as a text',
    ask: `reader.query<{ n: number }>('SELECT count(*) AS n FROM authority')`,
    fault: /'string' is not assignable to type 'number'/,
  },
  {
    why: 'for a column that may be null',
    ask: `reader.query<{ note: string }>('SELECT note FROM package')`,
    fault: /'string \| null' is not assignable to type 'string'/,
  },
  {
    why: 'for what an outer join may leave out',
    ask: `reader.query<{ id: string }>('SELECT o.id FROM invitation i LEFT JOIN offer o ON o.invitation_id = i.id')`,
    fault: /'string \| null' is not assignable/,
  },
  {
    why: 'for a sum of nothing',
    ask: `reader.query<{ sum: number }>('SELECT sum(weekly_minutes)::int AS sum FROM placement')`,
    fault: /'number \| null' is not assignable/,
  },
  {
    why: 'for a scalar query that may find nothing',
    ask: `reader.query<{ name: string }>('SELECT (SELECT name FROM lot LIMIT 1) AS name')`,
    fault: /'string \| null' is not assignable/,
  },
  {
    why: 'for a parameter that may be null',
    ask: `reader.query<{ name: string }>('SELECT $1::text AS name', [given ?? null])`,
    fault: /'string \| null' is not assignable/,
  },
  {
    why: 'for a word that a constraint does not leave out',
    ask: `reader.query<{ status: 'open' | 'closed' }>('SELECT status FROM broadcast')`,
    fault: /'"(awarded|unfilled|cancelled)"' is not assignable/,
  },
  {
    why: 'for JSON that is built with another type inside',
    ask: `reader.query<{ pkg: { minutes: string } }>("SELECT jsonb_build_object('minutes', weekly_minutes) AS pkg FROM package")`,
    fault: /'number' is not assignable to type 'string'/,
  },
  {
    why: 'for stored JSON that an entity describes otherwise',
    ask: `reader.query<{ visits: readonly string[] }>('SELECT visits FROM package')`,
    fault: /'Visit' is not assignable to type 'string'/,
  },
  {
    why: 'for a text that only the running program knows',
    ask: 'reader.query<{ id: string }>(`SELECT id FROM ${given}`)',
    fault: /cannot be read from the code/,
  },
  { why: 'for any row at all', ask: 'reader.query<T>(`SELECT id FROM lot`)', fault: /to type 'T'/ },
  {
    why: 'where a reader writes',
    ask: `reader.query('DELETE FROM lot')`,
    fault: /the statement is for write, not for query/,
  },
  {
    why: 'where a reader writes inside',
    ask: `reader.query('WITH gone AS (DELETE FROM lot RETURNING id) SELECT FROM gone')`,
    fault: /for write, not for query/,
  },
  {
    why: 'where a reader locks a row',
    ask: `reader.query('SELECT 1 FROM lot FOR UPDATE')`,
    fault: /for lock, not for query/,
  },
  {
    why: 'where a reader takes an advisory lock',
    ask: `reader.query('SELECT pg_advisory_xact_lock(1)')`,
    fault: /for lock, not for query/,
  },
  {
    why: 'where the driver is asked itself',
    ask: `source.query('SELECT 1')`,
    fault: /only a Reader or a Tx is asked/,
  },
];

const ACCEPTED = [
  {
    why: 'where a condition rules NULL out',
    ask: `reader.query<{ note: string }>('SELECT note FROM package WHERE note IS NOT NULL')`,
  },
  {
    why: 'where a condition makes an outer join an inner one',
    ask: `reader.query<{ id: string }>("SELECT o.id FROM invitation i LEFT JOIN offer o ON o.invitation_id = i.id WHERE o.status = 'standing'")`,
  },
  {
    why: 'for an aggregate of a group',
    ask: `reader.query<{ sum: number }>('SELECT sum(weekly_minutes)::int AS sum FROM placement GROUP BY person_id')`,
  },
  {
    why: 'for an aggregate with something instead',
    ask: `reader.query<{ sum: number }>('SELECT coalesce(sum(weekly_minutes), 0)::int AS sum FROM placement')`,
  },
  {
    why: 'where a case tests what it gives',
    ask: `reader.query<{ o: { id: string } | null }>("SELECT CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id) END AS o FROM invitation i LEFT JOIN offer o ON o.invitation_id = i.id")`,
  },
  {
    why: 'for a text put together from parts',
    ask: 'reader.query<{ id: string }>(`${LOTS} WHERE ${given ? `code = $1` : `true`}`, [given])',
  },
  {
    why: 'for rows that nobody reads',
    ask: `reader.query('SELECT 1 FROM lot')`,
  },
  {
    why: 'for an instant that is sent as a text',
    ask: `reader.views<{ at: string | null }>('SELECT closed_at AS at FROM broadcast')`,
  },
];

/** The first lines of each example file: the imports and constants that the examples use. */
const HEADER = [
  `import type { DataSource } from 'typeorm';`,
  `import type { Reader } from '#platform/database/database';`,
  `declare const reader: Reader;`,
  `declare const source: DataSource;`,
  `const LOTS = 'SELECT id FROM lot';`,
];
const fileOf = (examples: readonly { readonly ask: string }[]): string =>
  [
    ...HEADER,
    ...examples.map(
      ({ ask }, n) => `export const ask${n} = <T>(given: string | undefined): unknown => ${ask};`,
    ),
  ].join('\n');
const lineOf = (n: number): number => HEADER.length + n + 1;

/** Source files that exist only in this test, keyed by their path. */
const EXAMPLES = {
  'libs/brokerage/src/refused.queries.ts': fileOf(REFUSED),
  'libs/brokerage/src/accepted.queries.ts': fileOf(ACCEPTED),
  'libs/brokerage/src/example.entity.ts': `
    @Entity('document')
    export class ExampleEntity {
      readonly id!: string;
      readonly providerId!: string;
      readonly byteSize!: string;
    }`,
};

describe('what the code says of its statements', () => {
  let statements: number;
  let faults: readonly Escape[];
  beforeAll(async () => {
    const database = await freshDatabase();
    try {
      const overlay = new Map(Object.entries(EXAMPLES).map(([file, text]) => [path.join(ROOT, file), text]));
      const code = readCode({ root: ROOT, files: [...sourceFiles(ROOT), ...overlay.keys()], overlay });
      ({ statements, faults } = await checkSql(database.url, code));
    } finally {
      await database.drop();
    }
  }, PATIENCE_MS);

  const faultsIn = (file: keyof typeof EXAMPLES, n: number): string[] =>
    faults.filter((one) => one.file === file && one.line === lineOf(n)).map(({ why }) => why);
  const ofEntity = (field: string): string[] =>
    faults.filter(({ why }) => why.includes(`ExampleEntity["${field}"]`)).map(({ why }) => why);

  it('is what PostgreSQL says of them: columns, types, and what may be null', () => {
    const found = faults.filter(({ file, why }) => !(file in EXAMPLES) && !why.includes('ExampleEntity'));
    expect(found.map(({ file, line, why }) => `${file}:${line} ${why}`)).toEqual([]);
    expect(statements).toBeGreaterThan(200);
  });

  it.each(REFUSED.map((example, n) => ({ ...example, n })))('is refused $why', ({ n, fault }) => {
    expect(faultsIn('libs/brokerage/src/refused.queries.ts', n).join('\n')).toMatch(fault);
  });

  it.each(ACCEPTED.map((example, n) => ({ ...example, n })))('is accepted $why', ({ n }) => {
    expect(faultsIn('libs/brokerage/src/accepted.queries.ts', n)).toEqual([]);
  });

  it('is refused for an entity that says of a column what is not so', () => {
    expect(ofEntity('id')).toEqual([]);
    expect(ofEntity('providerId').join()).toMatch(/null/);
    expect(ofEntity('byteSize').join()).toMatch(/'number' does not satisfy|not assignable to type 'string'/);
  });
});
