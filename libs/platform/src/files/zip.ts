import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The modification time of every ZIP entry, in local time as the ZIP format requires. The time is fixed, so
 * that equal entries have equal bytes.
 */
const PACKED_AT = '1980-01-02T00:00:00';

/**
 * Streams a ZIP archive and keeps only one entry in memory at a time. Entries are not compressed, because
 * pictures and documents are already compressed.
 */
export async function* zipped(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const archive = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for await (const { name, content } of entries) {
    const entry = new ZipPassThrough(name);
    entry.mtime = PACKED_AT;
    archive.add(entry);
    entry.push(content, true);
    yield* ready.splice(0);
  }
  archive.end();
  yield* ready.splice(0);
}
