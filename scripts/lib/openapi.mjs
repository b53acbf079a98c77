// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { openApiFaults } from './openapi-faults.mjs';
import { Refusal, say } from './console-output.mjs';

const DOCUMENT = 'docs/api/openapi.json';
const MOST_DIFFERENCES = 10;

/**
 * Writes docs/api/openapi.json, the committed OpenAPI description of the API. With `check`, writes nothing.
 * Instead, throws a `Refusal` if the committed file is out of date.
 *
 * A description that an independent validator refuses is never written.
 *
 * @param {string} root
 * @param {{ check: boolean }} how
 */
export async function writeOpenApi(root, { check }) {
  await build(root);
  const described = sorted(await describedIn(root));
  await assertValid(described);
  const file = path.join(root, DOCUMENT);
  if (!check) {
    const { format, resolveConfig } = await import('prettier');
    const options = await resolveConfig(file);
    fs.writeFileSync(file, await format(JSON.stringify(described), { ...options, parser: 'json' }));
    return say(`${DOCUMENT} describes ${Object.keys(described.paths).length} addresses.`);
  }
  const committed = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  const places = differences(committed, described, '');
  if (places.length === 0) return;
  const more = places.length - MOST_DIFFERENCES;
  throw new Refusal(
    [
      `${DOCUMENT} differs from what the API answers. Run \`npm run openapi\`, and commit the result. The differences:`,
      ...places.slice(0, MOST_DIFFERENCES).map((place) => `  ${place}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n'),
  );
}

/** @param {object} document @throws {Refusal} if an independent validator finds a fault */
async function assertValid(document) {
  const faults = await openApiFaults(JSON.stringify(document));
  if (faults.length === 0) return;
  throw new Refusal(
    ['The description of the API is not valid OpenAPI:', ...faults.slice(0, MOST_DIFFERENCES)].join('\n  '),
  );
}

/** @param {string} root */
async function describedIn(root) {
  const module = path.join(root, 'dist/apps/api/src/openapi/preview-openapi.js');
  const { previewOpenApi } = await import(pathToFileURL(module).href);
  return JSON.parse(JSON.stringify(await previewOpenApi()));
}

/**
 * Sorts the keys of all objects in the OpenAPI document. So the document stays the same when code is only
 * moved.
 *
 * @param {any} value
 * @returns {any}
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** @param {any} one @param {any} other @param {string} place @returns {string[]} the places that differ */
function differences(one, other, place) {
  if (JSON.stringify(one) === JSON.stringify(other)) return [];
  const isNested = [one, other].every((value) => value && typeof value === 'object' && !Array.isArray(value));
  if (!isNested) return [place];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    differences(one[key], other[key], place ? `${place} › ${key}` : key),
  );
}
