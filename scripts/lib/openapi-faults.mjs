// @ts-check
import { createConfig, lintFromString } from '@redocly/openapi-core';

/** Rules of style that the document does not follow: routes have no summary, and one answer for all errors. */
const NOT_ASKED = ['operation-summary', 'operation-4xx-response'];

/**
 * Checks an OpenAPI document with an independent validator: the OpenAPI schema, all references, path parameters,
 * security and examples. Returns one sentence for each fault.
 *
 * @param {string} document  the document as JSON
 * @returns {Promise<string[]>}
 */
export async function openApiFaults(document) {
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: Object.fromEntries(NOT_ASKED.map((rule) => [rule, 'off'])),
  });
  const faults = await lintFromString({ source: document, absoluteRef: 'openapi.json', config });
  return faults.map(
    ({ ruleId, message, location }) => `${location[0]?.pointer ?? '#'}: ${message} (${ruleId})`,
  );
}
