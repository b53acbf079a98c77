// @ts-check
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TOKEN = /"token": "[\w-]+"/g;
const PASSWORD = /"password": "[^"]+"/g;

/**
 * Returns a function that replaces ids in a text by short names, and removes tokens and passwords. An id has
 * the same short name on all pages.
 *
 * @returns {(text: string) => string}
 */
export function idShortener() {
  /** @type {Map<string, string>} */
  const names = new Map();
  const nameOf = (/** @type {string} */ id) => {
    const known = names.get(id) ?? `id-${String(names.size + 1).padStart(3, '0')}`;
    names.set(id, known);
    return known;
  };
  return (text) =>
    text.replaceAll(UUID, nameOf).replaceAll(TOKEN, '"token": "…"').replaceAll(PASSWORD, '"password": "…"');
}
