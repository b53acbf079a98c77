import { type ListedEntry, listZip, unpackEntry } from './read-zip.js';

/** A Word document with large pictures has some hundred entries and unpacks to some 20 MB. */
const MOST_ENTRIES = 2_000;
const MOST_UNPACKED_BYTES = 100 * 1_024 * 1_024;
/** The list of types has about a hundred bytes for each entry. */
const MOST_TYPES_BYTES = 1_024 * 1_024;

const TYPES = '[Content_Types].xml';
const DOCUMENT = 'word/document.xml';
const DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const MACRO_PARTS = /(?:^|\/)vba(?:Project|Data)[^/]*$|(?:^|\/)activeX\//i;

/**
 * What a file is that is said to be a Word document: `sound`, or why not. `with_macros`: the document has a program.
 * `too_large`: it unpacks to more than 100 MB. `unsound`: it is no Word document, or is damaged.
 */
export type WordStructure = 'sound' | 'unsound' | 'with_macros' | 'too_large';

/** Reads the structure of a Word document. All entries are unpacked, one at a time, so that no entry lies about its size. */
export async function wordStructure(content: Uint8Array): Promise<WordStructure> {
  const entries = listZip(content);
  if (entries === null) return 'unsound';
  const unpackedBytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > MOST_ENTRIES || unpackedBytes > MOST_UNPACKED_BYTES) return 'too_large';
  const listed = onlyEntry(entries, TYPES);
  if (listed === null || listed.size > MOST_TYPES_BYTES || onlyEntry(entries, DOCUMENT) === null)
    return 'unsound';
  const types = (await unpackEntry(content, listed))?.toString('utf8');
  if (types === undefined) return 'unsound';
  if (entries.some(({ name }) => MACRO_PARTS.test(name)) || /macroEnabled|vbaProject/i.test(types))
    return 'with_macros';
  if (!types.includes(DOCUMENT_TYPE)) return 'unsound';
  for (const entry of entries) if ((await unpackEntry(content, entry)) === null) return 'unsound';
  return 'sound';
}

function onlyEntry(entries: readonly ListedEntry[], name: string): ListedEntry | null {
  const [entry, ...more] = entries.filter((one) => one.name.toLowerCase() === name.toLowerCase());
  // Two entries of one name are read differently by different programs.
  return entry === undefined || more.length > 0 ? null : entry;
}
