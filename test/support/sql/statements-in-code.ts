import path from 'node:path';
import ts from 'typescript';
import { textsOf } from './texts-of-expression.js';
import type { ParameterFact } from './result-column-types.js';

/**
 * The method that runs an SQL statement. `query` and `views` read rows, `lock` locks rows and `write` changes
 * rows.
 */
export type Method = 'query' | 'views' | 'lock' | 'write';

/** A call in the code that runs an SQL statement. */
export interface Asked {
  readonly file: string;
  readonly line: number;
  readonly method: Method;
  /** All texts that the SQL statement can have. Null if the texts depend on run-time values. */
  readonly texts: readonly string[] | null;
  readonly parameters: readonly ParameterFact[] | null;
  /** The field names of the row type that the code declares. Null if the code declares no row type. */
  readonly fields: ReadonlySet<string> | null;
  /**
   * Where the type argument of the call starts and ends, as offsets in the file. Without a type argument,
   * both are the place to insert one.
   */
  readonly typed: { readonly start: number; readonly end: number };
  /**
   * Where the call starts and ends, as offsets in the file. `row` is the text of the call's type argument.
   */
  readonly call: { readonly start: number; readonly end: number; readonly row: string | null };
}

/** A place in the code that runs SQL in a way that the test of SQL statements does not allow. */
export interface Escape {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

export interface Code {
  readonly asked: readonly Asked[];
  readonly escapes: readonly Escape[];
  /** The TypeScript type that the code declares for each column, keyed by `table.column`. */
  readonly declared: ReadonlyMap<string, Declared>;
  /**
   * Puts the row types that PostgreSQL reports into all SQL calls. Then compiles the code and returns the
   * compiler's errors.
   */
  compareTo(rowTypes: ReadonlyMap<Asked, string>, columns: readonly ColumnType[]): readonly Escape[];
}

export interface Declared {
  /** The declared type as TypeScript source. Includes null if the column may be null. */
  readonly type: string;
  readonly isOfEntity: boolean;
}

/** The type of a column twice: in PostgreSQL (`held`) and in the entity (`declared`). */
export interface ColumnType {
  readonly held: string;
  readonly declared: string;
}

const METHODS: readonly string[] = ['query', 'views', 'lock', 'write'] satisfies Method[];
/** Matches the files that implement `Reader` and `Tx`. The test of SQL statements leaves out these files. */
const MAKERS = /^libs\/platform\/src\/database\/|^libs\/platform\/src\/log\/postgres-wake-ups\.ts$/;

export interface CodeOptions {
  readonly root: string;
  readonly files: readonly string[];
  /** Source texts by path. They are compiled instead of the files with these paths. */
  readonly overlay?: ReadonlyMap<string, string>;
}

/** Compiles source files and finds the SQL statements that the files run. */
export function readCode({ root, files, overlay = new Map() }: CodeOptions): Code {
  const configFile = path.join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file)) as { config: object };
  const { options: read } = ts.parseJsonConfigFileContent(
    { ...config, include: [], files: [] },
    ts.sys,
    root,
  );
  const options: ts.CompilerOptions = {
    ...read,
    incremental: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ['node'],
  };
  delete options.tsBuildInfoFile;
  const program = ts.createProgram({ rootNames: [...files], options, host: hostOf(options, overlay) });
  const checker = program.getTypeChecker();
  const asked: Asked[] = [];
  const escapes: Escape[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file);
    if (!source) continue;
    const name = path.relative(root, file).split(path.sep).join('/');
    const lineOf = (node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAccessExpression(node) && METHODS.includes(node.name.text)) {
        const from = declaredIn(node, checker);
        const call = node.parent;
        const isCall = ts.isCallExpression(call) && call.expression === node;
        if (from === 'ours' && isCall)
          asked.push(askedAt(call, node, { file: name, line: lineOf(node) }, checker));
        else if (from !== null && !MAKERS.test(name))
          escapes.push({ file: name, line: lineOf(node), why: 'only a Reader or a Tx is asked, by a call' });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return {
    asked: asked.filter(({ file }) => !MAKERS.test(file)),
    escapes,
    declared: declaredColumns(program),
    compareTo: (rowTypes, columns) => compared({ root, options, program, overlay }, rowTypes, columns),
  };
}

function hostOf(options: ts.CompilerOptions, overlay: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const { getSourceFile, readFile, fileExists } = host;
  return {
    ...host,
    readFile: (file) => overlay.get(file) ?? readFile.call(host, file),
    fileExists: (file) => overlay.has(file) || fileExists.call(host, file),
    getSourceFile: (file, version, ...rest) => {
      const text = overlay.get(file);
      return text === undefined
        ? getSourceFile.call(host, file, version, ...rest)
        : ts.createSourceFile(file, text, version, true);
    },
  };
}

/**
 * Says to what a method belongs: `ours` is Homeward's `Reader` or `Tx`, and `driver` is a database driver
 * without types. Null for every other method.
 */
function declaredIn(node: ts.PropertyAccessExpression, checker: ts.TypeChecker): 'ours' | 'driver' | null {
  const declaration = checker.getSymbolAtLocation(node.name)?.declarations?.[0];
  const file = declaration?.getSourceFile().fileName ?? '';
  if (file.endsWith('libs/platform/src/database/database.ts')) return 'ours';
  return node.name.text === 'query' && /node_modules\/(typeorm|pg|@types\/pg)\//.test(file) ? 'driver' : null;
}

function askedAt(
  call: ts.CallExpression,
  node: ts.PropertyAccessExpression,
  place: { readonly file: string; readonly line: number },
  checker: ts.TypeChecker,
): Asked {
  const [sql, values] = call.arguments;
  const written = call.typeArguments?.[0];
  const start = node.name.getEnd();
  return {
    ...place,
    method: node.name.text as Method,
    texts: sql ? textsOf(sql, checker) : null,
    parameters: parametersOf(values, checker),
    fields: fieldsOf(call, checker),
    typed: { start, end: call.arguments.pos - 1 },
    call: { start: call.getStart(), end: call.getEnd(), row: written?.getText() ?? null },
  };
}

function parametersOf(values: ts.Expression | undefined, checker: ts.TypeChecker): ParameterFact[] | null {
  if (!values) return [];
  if (!ts.isArrayLiteralExpression(values) || values.elements.some((one) => ts.isSpreadElement(one)))
    return null;
  return values.elements.map((element) => {
    const type = checker.getTypeAtLocation(element);
    const parts = type.isUnion() ? type.types : [type];
    const EMPTY = ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Unknown | ts.TypeFlags.Any;
    return { isNullable: parts.some(({ flags }) => (flags & EMPTY) !== 0) };
  });
}

/** Returns the field names of the row type that an SQL call declares. */
function fieldsOf(call: ts.CallExpression, checker: ts.TypeChecker): Set<string> | null {
  const answered = checker.getAwaitedType(checker.getTypeAtLocation(call));
  const written = answered?.getProperty('rows');
  const rows = written ? checker.getTypeOfSymbolAtLocation(written, call) : answered;
  const row = rows && checker.getIndexTypeOfType(rows, ts.IndexKind.Number);
  if (!row || row.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return null;
  return new Set(checker.getPropertiesOfType(row).map(({ name }) => name));
}

/**
 * Maps each column to the type that the code declares. For example, `package.visits` has the type of `visits`
 * in the class with `@Entity('package')`. For columns without an entity, an interface `StoredColumns`
 * declares the types.
 */
function declaredColumns(program: ts.Program): Map<string, Declared> {
  const declared = new Map<string, Declared>();
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile) continue;
    const module = `import(${JSON.stringify(source.fileName.replace(/\.ts$/, '.js'))})`;
    for (const statement of source.statements) {
      if (ts.isInterfaceDeclaration(statement) && statement.name.text === 'StoredColumns')
        for (const { name } of statement.members)
          if (name && ts.isStringLiteral(name))
            declared.set(name.text, { type: `${module}.StoredColumns["${name.text}"]`, isOfEntity: false });
      if (!ts.isClassDeclaration(statement) || !statement.name) continue;
      const table = /@Entity\('(\w+)'\)/.exec(statement.getText())?.[1];
      for (const member of statement.members) {
        if (!table || !ts.isPropertyDeclaration(member) || !ts.isIdentifier(member.name)) continue;
        const column = member.name.text.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
        const type = `${module}.${statement.name.text}["${member.name.text}"]`;
        declared.set(`${table}.${column}`, { type, isOfEntity: true });
      }
    }
  }
  return declared;
}

interface Compiled {
  readonly root: string;
  readonly options: ts.CompilerOptions;
  readonly program: ts.Program;
  readonly overlay: ReadonlyMap<string, string>;
}

/**
 * Puts the row types that PostgreSQL reports into all SQL calls. Then compiles the code and returns the
 * compiler's errors.
 */
function compared(
  { root, options, program, overlay }: Compiled,
  rowTypes: ReadonlyMap<Asked, string>,
  columns: readonly ColumnType[],
): Escape[] {
  const edited = new Map(overlay);
  const files = new Set([...rowTypes.keys()].map(({ file }) => file));
  const inFile = (file: string) => [...rowTypes].filter(([asked]) => asked.file === file);
  const byFile = new Map([...files].map((file) => [path.join(root, file), inFile(file)]));
  for (const [file, all] of byFile) {
    const text = program.getSourceFile(file)?.text ?? '';
    edited.set(file, withRowTypes(text, all));
  }
  const ofColumns = path.join(root, 'libs/columns-held.ts');
  edited.set(ofColumns, columns.map(columnLine).join('\n'));
  const host = hostOf(options, edited);
  const again = ts.createProgram({
    rootNames: [...program.getRootFileNames(), ofColumns],
    options,
    host,
    oldProgram: program,
  });
  const found = [...byFile.keys(), ofColumns].flatMap((file) => saidOf(again, file, root));
  return found.map((one) => {
    const column = one.file === 'libs/columns-held.ts' ? columns[one.line - 1] : undefined;
    return column ? { ...one, why: `${column.declared} holds ${column.held}: ${one.why}` } : one;
  });
}

const columnLine = ({ held, declared }: ColumnType, n: number): string =>
  `export const column${n} = (undefined as unknown as ${held}) satisfies ${declared};`;

function saidOf(program: ts.Program, file: string, root: string): Escape[] {
  const source = program.getSourceFile(file);
  if (!source) return [];
  return program.getSemanticDiagnostics(source).map((said) => ({
    file: path.relative(root, file).split(path.sep).join('/'),
    line: source.getLineAndCharacterOfPosition(said.start ?? 0).line + 1,
    why: ts.flattenDiagnosticMessageText(said.messageText, '\n'),
  }));
}

function withRowTypes(text: string, all: readonly (readonly [Asked, string])[]): string {
  const edits = all.flatMap(([{ typed, call, method }, type]) => {
    const answer = method === 'write' ? `Written<${call.row}>` : `(${call.row})[]`;
    const agrees = `satisfies Promise<${answer}>)`;
    const WRITTEN = `import("#platform/database/database").`;
    return [
      { at: typed.start, until: typed.end, put: `<${type}>` },
      ...(call.row === null
        ? []
        : [
            { at: call.start, until: call.start, put: '(' },
            { at: call.end, until: call.end, put: ` ${agrees.replace('Written', `${WRITTEN}Written`)}` },
          ]),
    ];
  });
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((sofar, { at, until, put }) => sofar.slice(0, at) + put + sofar.slice(until), text);
}
