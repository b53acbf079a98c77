import type pg from 'pg';

export interface ColumnFact {
  readonly table: string;
  readonly name: string;
  readonly typeId: number;
  readonly isNotNull: boolean;
  /**
   * The texts that a check constraint allows in the column. Undefined if no check constraint lists allowed
   * texts.
   */
  readonly texts: readonly string[] | undefined;
}

export interface TypeFact {
  readonly name: string;
  /** The type id of the elements of an array type. 0 for every other type. */
  readonly elementId: number;
  /** The table id for the row type of a table. 0 for every other type. */
  readonly relationId: number;
}

export interface FunctionFact {
  readonly name: string;
  /** True if the function always returns NULL when an argument is NULL. */
  readonly isStrict: boolean;
  /**
   * The type ids of the columns that the function returns. Empty if the function returns one value and not a
   * row.
   */
  readonly outs: readonly number[];
}

/** Facts about tables, types and functions by object id, from PostgreSQL's system tables. */
export interface Catalog {
  column(relationId: number, attribute: number): ColumnFact;
  readonly columns: readonly ColumnFact[];
  type(id: number): TypeFact;
  function(id: number): FunctionFact;
}

const COLUMNS = `
  SELECT a.attrelid::int AS relation, a.attnum AS number, c.relname AS table, a.attname AS name,
         a.atttypid::int AS "typeId", a.attnotnull AS "isNotNull",
         (SELECT pg_get_expr(k.conbin, k.conrelid) FROM pg_constraint k
          WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]
            AND pg_get_expr(k.conbin, k.conrelid) ~ '= ANY' LIMIT 1) AS checked
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'p')
  WHERE NOT a.attisdropped AND a.attnum > 0 AND c.relnamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace)`;

const TYPES = `
  SELECT oid::int AS id, typname AS name, CASE WHEN typcategory = 'A' THEN typelem::int ELSE 0 END AS "elementId",
         typrelid::int AS "relationId"
  FROM pg_type`;

const FUNCTIONS = `
  SELECT oid::int AS id, proname AS name, proisstrict AS "isStrict",
         ARRAY(SELECT type::int FROM unnest(proallargtypes, proargmodes) WITH ORDINALITY AS a (type, mode, n)
               WHERE mode IN ('o', 'b', 't') ORDER BY n) AS outs
  FROM pg_proc`;

interface ColumnRow extends Omit<ColumnFact, 'texts'> {
  readonly relation: number;
  readonly number: number;
  readonly checked: string | null;
}

export async function readCatalog(client: pg.Client): Promise<Catalog> {
  const { rows: columnRows } = await client.query<ColumnRow>(COLUMNS);
  const { rows: types } = await client.query<TypeFact & { id: number }>(TYPES);
  const { rows: functions } = await client.query<FunctionFact & { id: number }>(FUNCTIONS);
  const columns = new Map(
    columnRows.map(({ relation, number, checked, ...fact }) => [
      `${relation} ${number}`,
      { ...fact, texts: textsIn(checked) },
    ]),
  );
  const typeOf = new Map(types.map((fact) => [fact.id, fact]));
  const functionOf = new Map(functions.map((fact) => [fact.id, fact]));
  const known = <T>(fact: T | undefined, what: string): T => {
    if (fact === undefined) throw new Error(`the catalog has no ${what}`);
    return fact;
  };
  return {
    columns: [...columns.values()],
    column: (relation, attribute) =>
      known(columns.get(`${relation} ${attribute}`), `column ${attribute} of ${relation}`),
    type: (id) => known(typeOf.get(id), `type ${id}`),
    function: (id) => known(functionOf.get(id), `function ${id}`),
  };
}

/**
 * Returns the texts that a check constraint allows. For example, `(status = ANY (ARRAY['open'::text,
 * 'closed'::text]))` gives `open` and `closed`.
 */
function textsIn(check: string | null): string[] | undefined {
  const [, list] = /^\(?\(?\w+ = ANY \(ARRAY\[(.+?)\]\)\)?\)?$/.exec(check ?? '') ?? [];
  return list
    ? [...list.matchAll(/'((?:[^']|'')*)'::text/g)].map(([, text = '']) => text.replaceAll("''", "'"))
    : undefined;
}
