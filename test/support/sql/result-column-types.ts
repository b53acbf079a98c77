import type { Catalog, ColumnFact } from './catalog.js';
import {
  bytesIn,
  fieldOf,
  isNode,
  isTrueIn,
  nodeIn,
  nodesIn,
  numberIn,
  setIn,
  type Tree,
  type TreeNode,
  wordIn,
} from './parse-node-tree.js';

/** The types of the values that an SQL expression can have, as TypeScript source text. */
export interface Shape {
  /** The TypeScript type of the value as the database driver returns it, without null. */
  readonly ts: string;
  /** The TypeScript type of the value if it is inside a JSON document, without null. */
  readonly json: string;
  readonly isNullable: boolean;
  /** The types of an array's elements. Absent if the value is not an array. */
  readonly element?: Shape;
}

/** What is known about a parameter of an SQL statement from the arguments that the code passes. */
export interface ParameterFact {
  readonly isNullable: boolean;
}

export interface ShapeSources {
  readonly catalog: Catalog;
  /**
   * Returns the TypeScript type that the code declares for a column. Needed for columns with JSON or free
   * text, because PostgreSQL does not know the exact values.
   */
  declared(column: ColumnFact): string | undefined;
  parameter(number: number): ParameterFact;
  /** The TypeScript type in which the database driver returns a `timestamptz` value. */
  readonly instant: 'Date' | 'string';
}

export interface ResultColumn {
  readonly name: string;
  readonly shape: Shape;
}

const SELECT = 1;
const UPDATE = 2;

/** The names of fields in PostgreSQL's analysis that have the type id of an expression. */
const TYPE_FIELDS = [
  ...[
    'vartype',
    'consttype',
    'paramtype',
    'aggtype',
    'wintype',
    'funcresulttype',
    'opresulttype',
    'resulttype',
  ],
  ...['casetype', 'coalescetype', 'minmaxtype', 'array_typeid', 'refrestype', 'type'],
];

const NUMBERS = ['int2', 'int4', 'float4', 'float8', 'oid'];
const NUMBERS_AS_TEXT = ['int8', 'numeric'];
const TEXTS = [
  'text',
  'varchar',
  'bpchar',
  'uuid',
  'name',
  'citext',
  'date',
  'time',
  'pg_lsn',
  'xid8',
  'unknown',
];

/**
 * SQL functions that never return NULL if no argument is NULL. All other functions are assumed to return NULL
 * at times.
 */
const TOTAL = new Set([
  ...[
    'int2',
    'int4',
    'int8',
    'float8',
    'numeric',
    'text',
    'bool',
    'date',
    'timestamptz',
    'timestamp',
    'varchar',
  ],
  ...[
    'lower',
    'upper',
    'split_part',
    'length',
    'octet_length',
    'cardinality',
    'now',
    'clock_timestamp',
    'md5',
    'abs',
  ],
  ...[
    'ceil',
    'floor',
    'round',
    'greatest',
    'extract',
    'date_part',
    'date_trunc',
    'timezone',
    'encode',
    'decode',
  ],
  ...[
    'sha256',
    'to_jsonb',
    'jsonb_build_object',
    'jsonb_build_array',
    'hashtext',
    'generate_series',
    'replace',
    'left',
  ],
  ...[
    'concat',
    'concat_ws',
    'pg_current_xact_id',
    'pg_snapshot_xmin',
    'pg_current_snapshot',
    'to_char',
    'xid8',
    'ln',
    'pg_database_size',
    'current_database',
    'jsonb_strip_nulls',
  ],
]);
/** SQL functions that return a value even if an argument is NULL. */
const TAKES_NULL = new Set(['jsonb_build_object', 'jsonb_build_array', 'concat', 'concat_ws']);
const COUNTS = new Set(['count', 'row_number', 'rank', 'dense_rank', 'ntile']);
/** Matches the functions of SQL operators that may return NULL even if no argument is NULL. */
const PARTIAL_OPERATOR = /^jsonb?_(object_field|array_element|extract_path)/;

const BOOLEAN: Shape = { ts: 'boolean', json: 'boolean', isNullable: false };
const UNKNOWN: Shape = { ts: 'unknown', json: 'unknown', isNullable: true };

const nullableText = (text: string, isNullable: boolean): string => (isNullable ? `${text} | null` : text);
const orNull = (shape: Shape, isNullable: boolean): Shape => ({
  ...shape,
  isNullable: shape.isNullable || isNullable,
});
const listOf = (text: string): string => `(${text})[]`;

export const tsOf = ({ ts, isNullable }: Shape): string => nullableText(ts, isNullable);
const jsonOf = ({ json, isNullable }: Shape): string => nullableText(json, isNullable);

/**
 * Returns the type of a value that may have any of several types, such as the result of CASE. The value may
 * be NULL if one of these types allows NULL.
 */
function oneOf(shapes: readonly Shape[]): Shape {
  const texts = (of: (shape: Shape) => string): string => [...new Set(shapes.map(of))].join(' | ') || 'never';
  const elements = shapes.flatMap(({ element }) => element ?? []);
  return {
    ts: texts(({ ts }) => ts),
    json: texts(({ json }) => json),
    isNullable: shapes.some(({ isNullable }) => isNullable),
    ...(elements.length > 0 && { element: oneOf(elements) }),
  };
}

/** Returns the result columns of an SQL statement, from PostgreSQL's analysis of the statement. */
export function columnsOf(query: TreeNode, sources: ShapeSources): ResultColumn[] {
  return new Analysed(query, sources).columns();
}

/** Finds the types of the expressions in one query, which is a whole statement or a subquery. */
class Analysed {
  private readonly relations: readonly TreeNode[];

  constructor(
    private readonly query: TreeNode,
    private readonly sources: ShapeSources,
    private readonly outer?: Analysed,
    private readonly underway: ReadonlySet<TreeNode> = new Set(),
  ) {
    this.relations = nodesIn(query, 'rtable');
  }

  columns(): ResultColumn[] {
    const isSelect = numberIn(this.query, 'commandType') === SELECT;
    const entries = nodesIn(this.query, isSelect ? 'targetList' : 'returningList').filter(
      (entry) => !isTrueIn(entry, 'resjunk'),
    );
    const operation = nodeIn(this.query, 'setOperations');
    return entries.map((entry, n) => ({
      name: wordIn(entry, 'resname'),
      shape: operation ? this.combined(operation, n) : this.shape(fieldOf(entry, 'expr')),
    }));
  }

  /** True if the query always returns exactly one row, because it aggregates without grouping. */
  isOneRow(): boolean {
    const has = (name: string): boolean => fieldOf(this.query, name) !== null;
    return (
      isTrueIn(this.query, 'hasAggs') &&
      !['groupClause', 'groupingSets', 'havingQual', 'limitCount', 'limitOffset'].some(has)
    );
  }

  private combined(operation: TreeNode, n: number): Shape {
    if (operation.tag === 'RANGETBLREF') return this.ofRelation(numberIn(operation, 'rtindex'), n + 1);
    const sides = ['larg', 'rarg'].flatMap((side) => nodeIn(operation, side) ?? []);
    return oneOf(sides.map((side) => this.combined(side, n)));
  }

  /**
   * Returns the type of one column of a relation. `index` is the number of the relation in the query's list
   * of relations, from 1.
   */
  private ofRelation(index: number, attribute: number): Shape {
    const relation = this.relations[index - 1];
    if (!relation) throw new Error(`the statement has no relation ${index}`);
    switch (numberIn(relation, 'rtekind')) {
      case 0:
        return this.ofTable(numberIn(relation, 'relid'), attribute);
      case 1:
        return this.ofSubquery(nodeIn(relation, 'subquery'), attribute);
      case 2:
        return this.shape(nodesIn(relation, 'joinaliasvars')[attribute - 1] ?? null);
      case 3:
        return this.ofFunctions(relation, attribute);
      case 5: {
        const lists = fieldOf(relation, 'values_lists');
        const rows = lists instanceof Array ? lists : [];
        return oneOf(
          rows.map((row) => this.shape(row instanceof Array ? (row[attribute - 1] ?? null) : null)),
        );
      }
      case 6:
        return this.ofCommonTable(relation, attribute);
      case 9:
        return this.shape(nodesIn(relation, 'groupexprs')[attribute - 1] ?? null);
      default:
        return UNKNOWN;
    }
  }

  private ofTable(relationId: number, attribute: number): Shape {
    if (attribute < 0) return UNKNOWN; // a system column such as ctid or xmin
    const column = this.sources.catalog.column(relationId, attribute);
    const plain = this.plain(column.typeId, !column.isNotNull);
    const texts = column.texts && wordsOf(column.texts);
    // PostgreSQL's types for numbers, instants and dates are exact. Only JSON and text need the type that the
    // code declares.
    const base = plain.element ?? plain;
    const { elementId } = this.sources.catalog.type(column.typeId);
    const isText = this.sources.catalog.type(elementId || column.typeId).name === 'text';
    const isOpen = base.ts === 'unknown' || isText;
    const declared = texts ?? (isOpen ? this.sources.declared(column) : undefined);
    if (declared === undefined) return plain;
    if (!plain.element) return { ...plain, ts: declared, json: declared };
    const element = { ts: `${declared}[number]`, json: `${declared}[number]`, isNullable: false };
    return { ...plain, ts: declared, json: declared, element };
  }

  /** Returns the type of one field of a row value, such as a row that an SQL function returns. */
  private ofField(tree: TreeNode): Shape {
    const row = nodeIn(tree, 'arg');
    const relation = row && this.sources.catalog.type(this.typeOf(row)).relationId;
    return relation ? this.ofTable(relation, numberIn(tree, 'fieldnum')) : this.plainOf(tree, true);
  }

  private ofSubquery(query: TreeNode | undefined, attribute: number): Shape {
    if (!query) return UNKNOWN;
    return this.inside(query).columns()[attribute - 1]?.shape ?? UNKNOWN;
  }

  private inside(query: TreeNode): Analysed {
    return new Analysed(query, this.sources, this, this.underway);
  }

  private ofFunctions(relation: TreeNode, attribute: number): Shape {
    let before = 0;
    for (const one of nodesIn(relation, 'functions')) {
      const count = numberIn(one, 'funccolcount');
      const call = nodeIn(one, 'funcexpr');
      if (call && attribute <= before + count) return this.ofFunction(one, call, attribute - before);
      before += count;
    }
    // The column that WITH ORDINALITY adds is a bigint and never NULL.
    return { ...this.plain(20, false) };
  }

  private ofFunction(one: TreeNode, call: TreeNode, attribute: number): Shape {
    const types = fieldOf(one, 'funccoltypes');
    // For a function such as jsonb_to_recordset, the query itself lists the result columns. PostgreSQL does
    // not promise that their values are not NULL.
    if (types instanceof Array) return this.plain(Number(types[attribute]), true);
    const outs = call.tag === 'FUNCEXPR' ? this.sources.catalog.function(numberIn(call, 'funcid')).outs : [];
    const out = outs[attribute - 1];
    return out === undefined ? this.shape(call) : this.plain(out, true);
  }

  private ofCommonTable(relation: TreeNode, attribute: number): Shape {
    let level = numberIn(relation, 'ctelevelsup');
    let at: Analysed = this; // eslint-disable-line @typescript-eslint/no-this-alias
    for (; level > 0 && at.outer; level--) at = at.outer;
    const table = nodesIn(at.query, 'cteList').find(
      (one) => wordIn(one, 'ctename') === wordIn(relation, 'ctename'),
    );
    const query = table && nodeIn(table, 'ctequery');
    if (!query) return UNKNOWN;
    // This is the recursive half of a recursive common table expression. It has the types of the first half,
    // so it adds no types.
    if (this.underway.has(query)) return { ts: 'never', json: 'never', isNullable: false };
    const inside = new Analysed(query, this.sources, at, new Set([...this.underway, query]));
    return inside.columns()[attribute - 1]?.shape ?? UNKNOWN;
  }

  private plain(typeId: number, isNullable: boolean): Shape {
    return plainShape(this.sources.catalog, typeId, isNullable, this.sources.instant);
  }

  private typeOf(node: TreeNode): number {
    const field = TYPE_FIELDS.find((name) => node.fields.has(name));
    return field === undefined ? 0 : numberIn(node, field);
  }

  private plainOf(node: TreeNode, isNullable: boolean): Shape {
    const type = this.typeOf(node);
    return type === 0 ? { ...UNKNOWN, isNullable } : this.plain(type, isNullable);
  }

  private shape(tree: Tree): Shape {
    if (!isNode(tree)) return UNKNOWN;
    const args = (): Shape[] => nodesIn(tree, 'args').map((arg) => this.shape(arg));
    const anyNull = (): boolean => args().some(({ isNullable }) => isNullable);
    switch (tree.tag) {
      case 'VAR':
        return this.ofVariable(tree);
      case 'CONST':
        return this.ofConstant(tree);
      case 'PARAM':
        return this.plainOf(tree, this.sources.parameter(numberIn(tree, 'paramid')).isNullable);
      case 'FUNCEXPR':
        return this.ofCall(tree, args());
      case 'OPEXPR': {
        const { name, isStrict } = this.sources.catalog.function(numberIn(tree, 'opfuncid'));
        const inJson = this.insideJson(name, tree, args());
        if (inJson) return inJson;
        return this.plainOf(tree, !isStrict || PARTIAL_OPERATOR.test(name) || anyNull());
      }
      case 'NULLIFEXPR':
        return this.plainOf(tree, true);
      case 'SCALARARRAYOPEXPR':
        return { ...BOOLEAN, isNullable: anyNull() };
      case 'BOOLEXPR':
        return { ...BOOLEAN, isNullable: this.mayBoolean(tree) };
      case 'NULLTEST':
      case 'BOOLEANTEST':
      case 'DISTINCTEXPR':
        return BOOLEAN;
      case 'SQLVALUEFUNCTION':
        return this.plainOf(tree, false);
      case 'AGGREF':
        return this.ofAggregate(tree);
      case 'WINDOWFUNC':
        return this.plainOf(
          tree,
          !COUNTS.has(this.sources.catalog.function(numberIn(tree, 'winfnoid')).name),
        );
      case 'SUBLINK':
        return this.ofSublink(tree);
      case 'CASEEXPR':
        return this.ofCase(tree);
      case 'COALESCEEXPR': {
        const all = args();
        return { ...oneOf(all), isNullable: all.every(({ isNullable }) => isNullable) };
      }
      case 'MINMAXEXPR':
        return this.plainOf(
          tree,
          args().every(({ isNullable }) => isNullable),
        );
      case 'ARRAYEXPR': {
        const element = oneOf(nodesIn(tree, 'elements').map((one) => this.shape(one)));
        return { ts: listOf(tsOf(element)), json: listOf(jsonOf(element)), isNullable: false, element };
      }
      case 'FIELDSELECT':
        return this.ofField(tree);
      case 'RELABELTYPE':
      case 'COLLATEEXPR':
        return this.shape(fieldOf(tree, 'arg'));
      case 'COERCEVIAIO':
      case 'ARRAYCOERCEEXPR':
        return this.plainOf(tree, this.shape(fieldOf(tree, 'arg')).isNullable);
      default:
        return this.plainOf(tree, true);
    }
  }

  /**
   * True if an AND or OR may be NULL. An earlier operand can rule out NULL in a later operand, as in `x IS
   * NULL OR x > 1`.
   */
  private mayBoolean(tree: TreeNode): boolean {
    const isOr = wordIn(tree, 'boolop') === 'or';
    const before: TreeNode[] = [];
    return nodesIn(tree, 'args').some((arg) => {
      const isNullable = this.assuming(before, () => this.shape(arg).isNullable);
      before.push(...(isOr ? this.notNullUnless(arg) : this.notNullIn(arg)));
      return isNullable;
    });
  }

  private ofCase(tree: TreeNode): Shape {
    const compared = nodeIn(tree, 'arg');
    const results = nodesIn(tree, 'args').map((when) => {
      const condition = nodeIn(when, 'expr');
      const certain = condition && !compared ? this.notNullIn(condition) : [];
      return this.assuming(certain, () => this.shape(fieldOf(when, 'result')));
    });
    const otherwise = nodeIn(tree, 'defresult');
    const nothing: Shape = { ts: 'never', json: 'never', isNullable: true };
    return oneOf([...results, otherwise ? this.shape(otherwise) : nothing]);
  }

  /** Runs `look` while assuming that the given columns are not NULL. Returns the result of `look`. */
  private assuming<T>(variables: readonly TreeNode[], look: () => T): T {
    const before = this.certain;
    this.proven = { variables: new Set(before.variables), joins: new Set(before.joins) };
    for (const variable of variables) this.note(variable, this.proven);
    const found = look();
    this.proven = before;
    return found;
  }

  private ofVariable(tree: TreeNode): Shape {
    let at: Analysed = this; // eslint-disable-line @typescript-eslint/no-this-alias
    for (let level = numberIn(tree, 'varlevelsup'); level > 0 && at.outer; level--) at = at.outer;
    const [index, attribute] = [numberIn(tree, 'varno'), numberIn(tree, 'varattno')];
    const shape = at.ofRelation(index, attribute);
    const joins = setIn(tree, 'varnullingrels').filter((join) => !at.certain.joins.has(join));
    const isCertain = at.certain.variables.has(`${index} ${attribute}`);
    return isCertain ? { ...shape, isNullable: false } : orNull(shape, joins.length > 0);
  }

  /** Returns the type of an SQL expression that reads a field of a JSON value or joins two JSON values. */
  private insideJson(operator: string, tree: TreeNode, [left, right]: readonly Shape[]): Shape | undefined {
    if (!left || !right || left.json === 'unknown') return undefined;
    if (operator === 'jsonb_concat') {
      const ts = `(${left.json}) & (${right.json})`;
      return { ts, json: ts, isNullable: left.isNullable || right.isNullable };
    }
    const [, key] = nodesIn(tree, 'args');
    if (key?.tag !== 'CONST') return undefined;
    const field = `(${left.json})[${right.ts}]`;
    if (operator === 'jsonb_object_field') return { ts: field, json: field, isNullable: true };
    if (operator !== 'jsonb_object_field_text') return undefined;
    const text = `Extract<${field}, string>`;
    return { ts: text, json: text, isNullable: true };
  }

  private ofConstant(tree: TreeNode): Shape {
    const shape = this.plainOf(tree, isTrueIn(tree, 'constisnull'));
    if (shape.isNullable) return { ...shape, ts: 'never', json: 'never' };
    const { name } = this.sources.catalog.type(this.typeOf(tree));
    const bytes = bytesIn(tree, 'constvalue');
    if (name === 'text') return literal(bytes.subarray(4).toString());
    if (name === 'jsonb') {
      const empty = { 0x40: 'never[]', 0x20: 'Record<never, never>' }[
        bytes.length === 8 ? (bytes[7] ?? 0) : 0
      ];
      if (empty) return { ts: empty, json: empty, isNullable: false };
    }
    if (shape.element && bytes.readInt32LE(4) === 0) return { ...shape, ts: 'never[]', json: 'never[]' };
    return shape;
  }

  private ofCall(tree: TreeNode, args: readonly Shape[]): Shape {
    const { name, isStrict } = this.sources.catalog.function(numberIn(tree, 'funcid'));
    const isNullable =
      !TOTAL.has(name) || ((isStrict || !TAKES_NULL.has(name)) && args.some((arg) => arg.isNullable));
    const [first] = args;
    if (name === 'jsonb_build_object') {
      const fields = args.flatMap((value, n) =>
        n % 2 === 1 ? [`readonly ${this.keyOf(tree, n - 1)}: ${jsonOf(value)}`] : [],
      );
      const ts = `{ ${fields.join('; ')} }`;
      return { ts, json: ts, isNullable: false };
    }
    if (name === 'to_jsonb' && first)
      return { ts: first.json, json: first.json, isNullable: first.isNullable };
    if (name === 'unnest' && first?.element) return first.element;
    if (name === 'jsonb_array_elements_text') return { ts: 'string', json: 'string', isNullable: true };
    return this.plainOf(tree, isNullable);
  }

  private keyOf(call: TreeNode, n: number): string {
    const key = nodesIn(call, 'args')[n];
    if (key?.tag !== 'CONST') throw new Error('a key of jsonb_build_object is not a text written out');
    const bytes = bytesIn(key, 'constvalue');
    const isCString = numberIn(key, 'constlen') === -2;
    return JSON.stringify(isCString ? bytes.subarray(0, -1).toString() : bytes.subarray(4).toString());
  }

  private ofAggregate(tree: TreeNode): Shape {
    const { name } = this.sources.catalog.function(numberIn(tree, 'aggfnoid'));
    if (COUNTS.has(name)) return this.plainOf(tree, false);
    const [first] = nodesIn(tree, 'args').map((entry) => this.shape(fieldOf(entry, 'expr')));
    // With GROUP BY, every group has at least one row, so an aggregate has a value. But a FILTER can leave
    // out all rows of a group.
    const isGrouped =
      fieldOf(this.query, 'groupClause') !== null && fieldOf(this.query, 'groupingSets') === null;
    const mayBeEmpty = !isGrouped || fieldOf(tree, 'aggfilter') !== null;
    if (name === 'jsonb_agg' && first) {
      const ts = listOf(jsonOf(first));
      return { ts, json: ts, isNullable: mayBeEmpty };
    }
    if (name === 'array_agg' && first)
      return { ts: listOf(tsOf(first)), json: listOf(jsonOf(first)), isNullable: mayBeEmpty, element: first };
    if (name === 'jsonb_object_agg' && first) {
      const [, value = UNKNOWN] = nodesIn(tree, 'args').map((entry) => this.shape(fieldOf(entry, 'expr')));
      const ts = `Partial<Record<${first.json}, ${jsonOf(value)}>>`;
      return { ts, json: ts, isNullable: mayBeEmpty };
    }
    const isNullable = mayBeEmpty || first?.isNullable !== false;
    if ((name === 'min' || name === 'max') && first) return { ...first, isNullable };
    return this.plainOf(tree, isNullable);
  }

  private ofSublink(tree: TreeNode): Shape {
    const [EXISTS, ALL, ANY, EXPRESSION, ARRAY] = [0, 1, 2, 4, 6];
    const query = nodeIn(tree, 'subselect');
    const kind = numberIn(tree, 'subLinkType');
    if (kind === EXISTS || !query) return BOOLEAN;
    const inside = this.inside(query);
    const shape = inside.columns()[0]?.shape ?? UNKNOWN;
    if (kind === EXPRESSION) return orNull(shape, !inside.isOneRow());
    if (kind === ARRAY)
      return { ts: listOf(tsOf(shape)), json: listOf(jsonOf(shape)), isNullable: false, element: shape };
    if (kind !== ANY && kind !== ALL) return UNKNOWN;
    const test = nodeIn(tree, 'testexpr');
    const tested = test ? nodesIn(test, 'args').filter(({ tag }) => tag !== 'PARAM') : [];
    return { ...BOOLEAN, isNullable: shape.isNullable || tested.some((arg) => this.shape(arg).isNullable) };
  }

  /**
   * Facts that follow from the query's conditions: columns that cannot be NULL, and outer joins that act as
   * inner joins.
   */
  private get certain(): Certain {
    return (this.proven ??= this.prove());
  }
  private proven: Certain | undefined;

  private prove(): Certain {
    const certain: Certain = { variables: new Set(), joins: new Set() };
    for (const condition of conditionsOf(nodeIn(this.query, 'jointree')))
      for (const variable of this.notNullIn(condition)) this.note(variable, certain);
    return certain;
  }

  private note(variable: TreeNode, certain: Certain): void {
    const [index, attribute] = [numberIn(variable, 'varno'), numberIn(variable, 'varattno')];
    if (numberIn(variable, 'varlevelsup') > 0 || this.isAssigned(index, attribute)) return;
    certain.variables.add(`${index} ${attribute}`);
    for (const join of setIn(variable, 'varnullingrels')) certain.joins.add(join);
  }

  /**
   * True if an UPDATE assigns a new value to the column. The statement's conditions are about the old value,
   * so they prove nothing about the new one.
   */
  private isAssigned(index: number, attribute: number): boolean {
    const isUpdated = numberIn(this.query, 'commandType') === UPDATE;
    if (!isUpdated || numberIn(this.query, 'resultRelation') !== index) return false;
    return nodesIn(this.query, 'targetList').some((entry) => numberIn(entry, 'resno') === attribute);
  }

  /** Returns the columns that cannot be NULL if a condition is false. */
  private notNullUnless(condition: TreeNode): TreeNode[] {
    const isNullTest = condition.tag === 'NULLTEST' && numberIn(condition, 'nulltesttype') === 0;
    return isNullTest ? this.variablesIn(fieldOf(condition, 'arg')) : [];
  }

  /** Returns the columns that cannot be NULL if a condition is true. */
  private notNullIn(condition: TreeNode): TreeNode[] {
    const args = nodesIn(condition, 'args');
    if (condition.tag === 'BOOLEXPR')
      return wordIn(condition, 'boolop') === 'and' ? args.flatMap((arg) => this.notNullIn(arg)) : [];
    if (condition.tag === 'NULLTEST')
      return numberIn(condition, 'nulltesttype') === 1 ? this.variablesIn(fieldOf(condition, 'arg')) : [];
    if (condition.tag === 'OPEXPR') return this.variablesIn(condition);
    if (condition.tag === 'SCALARARRAYOPEXPR' && isTrueIn(condition, 'useOr'))
      return this.variablesIn(args[0] ?? null);
    return condition.tag === 'VAR' ? [condition] : [];
  }

  /** Returns the columns that make an SQL expression NULL whenever they are NULL. */
  private variablesIn(tree: Tree): TreeNode[] {
    if (!isNode(tree)) return [];
    if (tree.tag === 'VAR') return [tree];
    if (tree.tag === 'RELABELTYPE') return this.variablesIn(fieldOf(tree, 'arg'));
    const functionId = { OPEXPR: 'opfuncid', FUNCEXPR: 'funcid' }[tree.tag];
    if (!functionId || !this.sources.catalog.function(numberIn(tree, functionId)).isStrict) return [];
    return nodesIn(tree, 'args').flatMap((arg) => this.variablesIn(arg));
  }
}

/** Returns the TypeScript types for a value of a PostgreSQL type. */
function plainShape(
  catalog: Catalog,
  typeId: number,
  isNullable: boolean,
  instant: ShapeSources['instant'],
): Shape {
  const { name, elementId } = catalog.type(typeId);
  if (elementId > 0) {
    const element = plainShape(catalog, elementId, false, instant);
    return { ts: listOf(element.ts), json: listOf(element.json), isNullable, element };
  }
  if (name === 'bool') return { ...BOOLEAN, isNullable };
  if (NUMBERS.includes(name)) return { ts: 'number', json: 'number', isNullable };
  if (NUMBERS_AS_TEXT.includes(name)) return { ts: 'string', json: 'number', isNullable };
  if (TEXTS.includes(name)) return { ts: 'string', json: 'string', isNullable };
  if (name === 'timestamptz') return { ts: instant, json: 'string', isNullable };
  if (name === 'bytea') return { ts: 'Buffer', json: 'string', isNullable };
  return { ...UNKNOWN, isNullable };
}

/**
 * Returns the type of a column if PostgreSQL's type is exact. Returns undefined for JSON, arrays and free
 * text, because the code may declare a narrower type.
 */
export function shapeOfColumn(column: ColumnFact, catalog: Catalog): Shape | undefined {
  const shape = plainShape(catalog, column.typeId, !column.isNotNull, 'Date');
  const { name } = catalog.type(column.typeId);
  if (column.texts) return { ...shape, ts: wordsOf(column.texts) };
  return shape.ts === 'unknown' || shape.element || name === 'text' ? undefined : shape;
}

const wordsOf = (texts: readonly string[]): string => texts.map((text) => JSON.stringify(text)).join(' | ');

interface Certain {
  readonly variables: Set<string>;
  readonly joins: Set<number>;
}

/**
 * Returns the conditions that hold for every result row: the WHERE conditions, and the conditions of inner
 * joins that are not inside outer joins.
 */
function conditionsOf(tree: TreeNode | undefined): TreeNode[] {
  if (!tree) return [];
  const own = nodeIn(tree, 'quals');
  if (tree.tag === 'FROMEXPR')
    return [...(own ? [own] : []), ...nodesIn(tree, 'fromlist').flatMap(conditionsOf)];
  if (tree.tag !== 'JOINEXPR') return [];
  const [left, right] = [nodeIn(tree, 'larg'), nodeIn(tree, 'rarg')];
  const [INNER, LEFT] = [0, 1];
  const kind = numberIn(tree, 'jointype');
  if (kind === LEFT) return conditionsOf(left);
  return kind === INNER ? [...(own ? [own] : []), ...conditionsOf(left), ...conditionsOf(right)] : [];
}

function literal(text: string): Shape {
  const ts = JSON.stringify(text);
  return { ts, json: ts, isNullable: false };
}
