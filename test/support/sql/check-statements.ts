import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Catalog, type ColumnFact, readCatalog } from './catalog.js';
import type { Asked, Code, ColumnType, Escape, Method } from './statements-in-code.js';
import { isNode, isTrueIn, nodesIn, numberIn, readTree, type TreeNode } from './parse-node-tree.js';
import {
  columnsOf,
  type ResultColumn,
  shapeOfColumn,
  tsOf,
  type ShapeSources,
} from './result-column-types.js';

/**
 * SQL that defines a temporary function. The function returns PostgreSQL's analysis of an SQL statement. To
 * get the analysis, it creates an SQL function with the statement as its body, reads the parsed body and
 * drops the SQL function.
 */
const ANALYSE = `
  CREATE FUNCTION pg_temp.analysed(sql text) RETURNS text LANGUAGE plpgsql AS $$
  DECLARE types text; body text;
  BEGIN
    EXECUTE 'PREPARE asked AS ' || sql;
    SELECT array_to_string(parameter_types, ', ') INTO types FROM pg_prepared_statements WHERE name = 'asked';
    DEALLOCATE asked;
    EXECUTE format('CREATE FUNCTION pg_temp.asked(%s) RETURNS void LANGUAGE sql BEGIN ATOMIC %s; END', types, sql);
    SELECT prosqlbody::text INTO body FROM pg_proc WHERE proname = 'asked' AND pronamespace = pg_my_temp_schema();
    DROP FUNCTION pg_temp.asked;
    RETURN body;
  END $$`;

/** Matches SQL statements that return no rows and that PostgreSQL cannot prepare. */
const UTILITY = /^\s*(ANALYZE|SET|LOCK)\b/;

export interface Checked {
  readonly statements: number;
  readonly faults: readonly Escape[];
}

/**
 * Compares the row types that the code declares for its SQL statements with the types in PostgreSQL's
 * analysis of the statements. Returns all differences.
 */
export async function checkSql(databaseUrl: string, code: Code): Promise<Checked> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(ANALYSE);
    const catalog = await readCatalog(client);
    const faults: Escape[] = [...code.escapes];
    const rowTypes = new Map<Asked, string>();
    let statements = 0;
    for (const asked of code.asked) {
      const fault = (why: string): unknown => faults.push({ file: asked.file, line: asked.line, why });
      if (asked.texts === null) {
        if (asked.fields !== null || asked.method !== 'write')
          fault('the text of this statement cannot be read from the code');
        continue;
      }
      const types = new Set<string>();
      for (const sql of asked.texts) {
        statements++;
        if (UTILITY.test(sql)) continue;
        try {
          const query = await analysed(client, sql);
          const wrong = wrongMethod(asked.method, query, catalog);
          if (wrong) fault(wrong);
          const columns = columnsOf(query, sourcesOf(asked, code, catalog));
          for (const name of strangers(asked, columns))
            fault(`the row's type has no ${name}, which the statement returns`);
          types.add(
            `{ ${columns.map(({ name, shape }) => `readonly ${JSON.stringify(name)}: ${tsOf(shape)}`).join('; ')} }`,
          );
        } catch (error) {
          fault(
            `PostgreSQL refuses the statement: ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      }
      if (asked.fields !== null && types.size > 0) rowTypes.set(asked, [...types].join(' | '));
    }
    return { statements, faults: [...faults, ...code.compareTo(rowTypes, entityColumns(code, catalog))] };
  } finally {
    await client.end();
  }
}

async function analysed(client: pg.Client, sql: string): Promise<TreeNode> {
  const { rows } = await client.query<{ body: string }>('SELECT pg_temp.analysed($1) AS body', [sql]);
  const find = (tree: ReturnType<typeof readTree>): TreeNode | undefined =>
    isNode(tree) ? tree : Array.isArray(tree) ? tree.map(find).find((one) => one) : undefined;
  const query = find(readTree(rows[0]?.body ?? '()'));
  if (!query) throw new Error('there is nothing to analyse');
  return query;
}

function sourcesOf(asked: Asked, code: Code, catalog: Catalog): ShapeSources {
  return {
    catalog,
    instant: asked.method === 'views' ? 'string' : 'Date',
    declared: (column) => declaredIn(code, column),
    parameter: (number) => asked.parameters?.[number - 1] ?? { isNullable: true },
  };
}

function declaredIn(code: Code, { table, name, isNotNull }: ColumnFact): string | undefined {
  const declared = code.declared.get(`${table}.${name}`);
  return declared && (isNotNull ? declared.type : `NonNullable<${declared.type}>`);
}

/**
 * Returns PostgreSQL's type and the declared type of each column that an entity declares. For JSON and free
 * text, PostgreSQL knows only whether the column may be null.
 */
function entityColumns(code: Code, catalog: Catalog): ColumnType[] {
  return catalog.columns.flatMap((column) => {
    const declared = code.declared.get(`${column.table}.${column.name}`);
    if (!declared?.isOfEntity) return [];
    const shape = shapeOfColumn(column, catalog);
    const own = `NonNullable<${declared.type}>${column.isNotNull ? '' : ' | null'}`;
    return [{ held: shape ? tsOf(shape) : own, declared: declared.type }];
  });
}

/**
 * Returns the result columns of a statement that the declared row type does not have. Such columns could leak
 * into a response.
 */
function strangers({ fields }: Asked, columns: readonly ResultColumn[]): string[] {
  return fields === null ? [] : columns.flatMap(({ name }) => (fields.has(name) ? [] : [name]));
}

const SELECT = 1;

/**
 * Says which method (`query`, `lock` or `write`) must run the statement. Returns null if the code uses the
 * right method.
 */
function wrongMethod(method: Method, query: TreeNode, catalog: Catalog): string | null {
  const writes = numberIn(query, 'commandType') !== SELECT || isTrueIn(query, 'hasModifyingCTE');
  const locks = !writes && (isTrueIn(query, 'hasForUpdate') || callsLock(query, catalog));
  const right: Method = writes ? 'write' : locks ? 'lock' : 'query';
  return right === method || (right === 'query' && method === 'views')
    ? null
    : `the statement is for ${right}, not for ${method}`;
}

function callsLock(node: TreeNode, catalog: Catalog): boolean {
  if (node.tag === 'FUNCEXPR' && catalog.function(numberIn(node, 'funcid')).name.startsWith('pg_advisory'))
    return true;
  return [...node.fields.keys()].some((name) =>
    [...nodesIn(node, name), ...inside(node, name)].some((one) => callsLock(one, catalog)),
  );
}

function inside(node: TreeNode, name: string): TreeNode[] {
  const [value] = node.fields.get(name) ?? [];
  return isNode(value) ? [value] : [];
}

/** Lists the source files that may contain SQL, without test files. */
export function sourceFiles(root: string): string[] {
  return ['libs', 'apps/api', 'apps/worker'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
      .map((file) => path.join(root, folder, file)),
  );
}
