// @ts-check
import fs from 'node:fs';
import path from 'node:path';

const DOCUMENT = 'docs/api/openapi.json';
const TARGET = 'test/e2e/typed-client/api.d.ts';

/**
 * Writes the types of the API for a client that is generated from docs/api/openapi.json. Type checks and lint of
 * the test with this client need the file. Does nothing if the file is newer than the document.
 *
 * @param {string} root
 */
export async function describeClient(root) {
  const [document, target] = [path.join(root, DOCUMENT), path.join(root, TARGET)];
  if (modifiedAt(target) > modifiedAt(document)) return;
  const { default: openapiTS, astToString } = await import('openapi-typescript');
  const types = await openapiTS(JSON.parse(fs.readFileSync(document, 'utf8')));
  fs.writeFileSync(target, astToString(types));
}

/** @param {string} file */
const modifiedAt = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
