// Writes docs/events.md, the catalogue of events, from libs/contracts/src/events.ts. With --check it only compares.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import prettier from 'prettier';
import ts from 'typescript';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = path.join(root, 'libs/contracts/src/events.ts');
const target = path.join(root, 'docs/events.md');

const HEAD = `# Events

Every event that the [feed, the live socket](live.md) and [webhooks](webhooks.md) give, with its payload. A user receives the
events of the own stream only. Payloads have ids, times, numbers and codes, never personal data. Fields may be added later;
ignore those that you do not know.

This page is made from the code by \`npm run events\`.

| event | payload | logged when |
| ----- | ------- | ----------- |
`;

/** @returns {Promise<string>} */
async function catalogue() {
  const program = ts.createProgram([source], { strict: true, target: ts.ScriptTarget.ES2022, noEmit: true });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  if (!file) throw new Error(`${source} cannot be read`);
  const payloads = file.statements.find(
    (one) => ts.isInterfaceDeclaration(one) && one.name.text === 'ToldPayloads',
  );
  if (!payloads || !ts.isInterfaceDeclaration(payloads)) throw new Error('ToldPayloads is not declared');
  const rows = payloads.members.filter(ts.isPropertySignature).map((member) => {
    const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    const type = checker.getTypeAtLocation(member);
    const fields = type.getProperties().map((field) => {
      const isOptional = (field.flags & ts.SymbolFlags.Optional) !== 0;
      return `\`${field.name}${isOptional ? '?' : ''}\``;
    });
    const comment = ts.displayPartsToString(
      checker.getSymbolAtLocation(member.name)?.getDocumentationComment(checker) ?? [],
    );
    return `| \`${name}\` | ${fields.join(', ')} | ${comment.replace(/\s+/g, ' ')} |`;
  });
  return prettier.format(`${HEAD}${rows.join('\n')}\n`, {
    ...(await prettier.resolveConfig(target)),
    filepath: target,
  });
}

const text = await catalogue();
if (!process.argv.includes('--check')) fs.writeFileSync(target, text);
else if (!fs.existsSync(target) || fs.readFileSync(target, 'utf8') !== text) {
  console.error('docs/events.md is not what the code says: run `npm run events`.');
  process.exit(1);
}
