// @ts-check
// Writes apps/api/src/openapi/views.ts: the answer of each route as JSON schema, made from the controllers' own
// types. With --check it writes nothing and fails if the file differs from what it would write.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { createGenerator } from 'ts-json-schema-generator';
import ts from 'typescript';
import { ROOT } from './lib/root.mjs';

const CONTROLLERS = path.join(ROOT, 'apps/api/src');
const TARGET = path.join(CONTROLLERS, 'openapi/views.ts');

/** Maps each route, such as `PackagesController_list`, to the text of the type of its answer. @returns {{ imports: string[], answers: Map<string, string> }} */
function readControllers() {
  const imports = new Set();
  const answers = new Map();
  for (const file of readdirSync(CONTROLLERS, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.controller.ts')) continue;
    const full = path.join(CONTROLLERS, file);
    const source = ts.createSourceFile(full, readFileSync(full, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isImportDeclaration(statement))
        imports.add(statement.getText().replaceAll("'./", `'${path.dirname(full)}/`));
      if (!ts.isClassDeclaration(statement) || !statement.name) continue;
      for (const member of statement.members)
        if (ts.isMethodDeclaration(member) && member.type)
          answers.set(`${statement.name.text}_${member.name.getText()}`, answered(member.type));
    }
  }
  return { imports: [...imports].filter((one) => /#(contracts|brokerage|platform)\//.test(one)), answers };
}

/** Unwraps the type inside `Promise<…>`. @param {ts.TypeNode} type */
function answered(type) {
  const isPromise = ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise';
  return (isPromise ? type.typeArguments?.[0] : type)?.getText() ?? 'void';
}

/** @param {ReturnType<typeof readControllers>} read */
function schemasOf({ imports, answers }) {
  const folder = mkdtempSync(path.join(CONTROLLERS, 'openapi/.views-'));
  const file = path.join(folder, 'answers.ts');
  try {
    const named = [...answers].filter(([, type]) => type !== 'void');
    writeFileSync(
      file,
      [...imports, ...named.map(([name, type]) => `export type ${name} = ${type};`)].join('\n'),
    );
    const generator = createGenerator({
      path: file,
      tsconfig: path.join(ROOT, 'tsconfig.json'),
      type: '*',
      skipTypeCheck: true,
      additionalProperties: false,
      encodeRefs: false,
      jsDoc: 'basic',
    });
    return generator.createSchema('*').definitions ?? {};
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Removes from a schema's name the characters that a reference may not have. @param {string} name */
const plain = (name) => name.replaceAll(/[^\w.-]+/g, '_').replaceAll(/^_|_$/g, '');

const definitions = schemasOf(readControllers());
const renamed = Object.entries(definitions).map(([name, schema]) => [plain(name), schema]);
const json = JSON.stringify(Object.fromEntries(renamed), (key, value) =>
  key === '$ref' ? `#/components/schemas/${plain(String(value).replace('#/definitions/', ''))}` : value,
);
const text = `/**
 * What each route answers, as JSON schema; the keys with a controller's name are routes, the others what
 * they are made of. Written by scripts/describe-views.mjs from the controllers' own types.
 */
export const VIEWS: Readonly<Record<string, object>> = ${json};
`;
const options = await resolveConfig(TARGET);
const formatted = await format(text, { ...options, parser: 'typescript' });
if (process.argv.includes('--check')) {
  if (readFileSync(TARGET, 'utf8') !== formatted) {
    process.stderr.write(
      'apps/api/src/openapi/views.ts differs from the answers of the controllers: run node scripts/describe-views.mjs\n',
    );
    process.exit(1);
  }
} else {
  writeFileSync(TARGET, formatted);
  process.stdout.write(`${renamed.length} schemas\n`);
}
