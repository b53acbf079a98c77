// @ts-check
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { step } from './console-output.mjs';

const CONTROLLERS = 'apps/api/src';
const TARGET = 'apps/api/src/openapi/views.ts';
/**
 * The file that records from which sources `views.ts` was generated: a list of source files and one hash of
 * their content.
 */
const RECORD = 'node_modules/.cache/homeward/views.json';
const SHAPES_THE_RESULT = ['tsconfig.json', 'package-lock.json', 'scripts/lib/describe-views.mjs'];

/** @typedef {{ files: string[], hash: string }} MadeFrom */

/**
 * Writes apps/api/src/openapi/views.ts: the response of each route as JSON schema. The schemas are generated
 * from the return types of the controllers. Does nothing if no source file has changed.
 *
 * @param {string} root
 */
export async function describeViews(root) {
  const controllers = controllersIn(root);
  const known = readRecord(root);
  if (known && known.hash === hashOf(root, controllers, known.files)) return;
  await step('describing the answers of the API', async () => {
    const { schemas, files } = await schemasOf(root, controllers);
    const target = path.join(root, TARGET);
    const draft = path.join(path.dirname(target), `.views.${process.pid}.draft`); // a dotfile, so that the build ignores it
    fs.writeFileSync(draft, textOf(schemas));
    fs.renameSync(draft, target);
    const record = path.join(root, RECORD);
    fs.mkdirSync(path.dirname(record), { recursive: true });
    fs.writeFileSync(record, JSON.stringify({ files, hash: hashOf(root, controllers, files) }));
  });
}

/** @param {string} root @returns {string[]} */
function controllersIn(root) {
  return fs
    .readdirSync(path.join(root, CONTROLLERS), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.controller.ts'))
    .map((file) => path.join(CONTROLLERS, file))
    .sort();
}

/** @param {string} root @returns {MadeFrom | null} */
function readRecord(root) {
  try {
    return JSON.parse(fs.readFileSync(path.join(root, RECORD), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Returns a hash of the controllers, the given files and `views.ts` itself. So `views.ts` is generated again
 * if it is missing or was edited.
 *
 * @param {string} root
 * @param {readonly string[]} controllers
 * @param {readonly string[]} files
 */
function hashOf(root, controllers, files) {
  const hash = createHash('sha256').update(process.version);
  for (const file of new Set([TARGET, ...SHAPES_THE_RESULT, ...controllers, ...files])) {
    const full = path.join(root, file);
    hash.update(`\0${file}\0`).update(fs.existsSync(full) ? fs.readFileSync(full) : '');
  }
  return hash.digest('hex');
}

/**
 * Generates the JSON schemas of the responses.
 *
 * @param {string} root
 * @param {readonly string[]} controllers
 * @returns {Promise<{ schemas: Record<string, object>, files: string[] }>} the schemas, and the files they were made from
 */
async function schemasOf(root, controllers) {
  const generator = await import('ts-json-schema-generator');
  const { imports, answers } = await readControllers(root, controllers);
  fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(root, 'dist/.views-'));
  try {
    const file = path.join(folder, 'answers.ts');
    const types = [...answers].map(([name, type]) => `export type ${name} = ${type};`);
    fs.writeFileSync(file, [...imports, ...types].join('\n'));
    /** @type {import('ts-json-schema-generator').CompletedConfig} */
    const config = {
      ...generator.DEFAULT_CONFIG,
      path: file,
      tsconfig: path.join(root, 'tsconfig.json'),
      type: '*',
      skipTypeCheck: true,
      additionalProperties: false,
      encodeRefs: false,
      jsDoc: 'basic',
    };
    const program = generator.createProgram(config);
    const parser = generator.createParser(program, config);
    const formatter = generator.createFormatter(config);
    const { definitions = {} } = new generator.SchemaGenerator(
      program,
      parser,
      formatter,
      config,
    ).createSchema('*');
    const files = program
      .getSourceFiles()
      .map(({ fileName }) => path.relative(root, fileName))
      .filter((name) => !/^(\.\.|dist|node_modules)[\\/]/.test(name))
      .sort();
    return { schemas: /** @type {Record<string, object>} */ (definitions), files };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/**
 * Returns the return type of each route, keyed by route, such as `PackagesController_list`. Also returns the
 * imports that these types need. Other imports of the controllers are left out, because their changes cannot
 * change `views.ts`.
 *
 * @param {string} root
 * @param {readonly string[]} controllers
 * @returns {Promise<{ imports: string[], answers: Map<string, string> }>}
 */
async function readControllers(root, controllers) {
  const { default: ts } = await import('typescript');
  /** @type {Map<string, string>} */
  const places = new Map();
  /** @type {Map<string, string>} */
  const answers = new Map();
  for (const file of controllers) {
    const full = path.join(root, file);
    const source = ts.createSourceFile(full, fs.readFileSync(full, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement)) {
        const { importClause, moduleSpecifier } = statement;
        importClause?.namedBindings?.forEachChild((name) => {
          places.set(name.getText().replace(/^type /, ''), moduleSpecifier.getText());
        });
      }
      if (!ts.isClassDeclaration(statement) || !statement.name) continue;
      for (const member of statement.members) {
        if (!ts.isMethodDeclaration(member) || !member.type) continue;
        const answer = answerOf(ts, member.type);
        if (answer !== 'void') answers.set(`${statement.name.text}_${member.name.getText()}`, answer);
      }
    }
  }
  const words = new Set([...answers.values()].flatMap((answer) => answer.match(/\w+/g) ?? []));
  const imports = [...places]
    .filter(([name, place]) => words.has(name) && place.startsWith("'#"))
    .map(([name, place]) => `import type { ${name} } from ${place};`);
  return { imports, answers };
}

/**
 * Returns the source text of a return type. For `Promise<T>`, returns the text of `T`.
 *
 * @param {typeof import('typescript')} ts
 * @param {import('typescript').TypeNode} type
 */
function answerOf(ts, type) {
  const isPromise = ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
  return (isPromise ? type.typeArguments?.[0] : type)?.getText() ?? 'void';
}

/** @param {Record<string, object>} schemas */
function textOf(schemas) {
  const renamed = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [validSchemaName(name), schema]),
  );
  const reference = (/** @type {string} */ key, /** @type {unknown} */ value) =>
    key === '$ref'
      ? `#/components/schemas/${validSchemaName(String(value).replace('#/definitions/', ''))}`
      : value;
  return `/**
 * The answer of each route as JSON schema. A key with a controller's name is a route; the other keys are what the
 * answers are made of. The build writes this file (scripts/lib/describe-views.mjs).
 */
export const VIEWS: Readonly<Record<string, object>> = ${JSON.stringify(renamed, reference, 1)};
`;
}

/**
 * Replaces the characters of a schema name that an OpenAPI reference may not contain.
 *
 * @param {string} name
 */
function validSchemaName(name) {
  return name.replaceAll(/[^\w.-]+/g, '_').replaceAll(/^_|_$/g, '');
}
