import { Zip, ZipPassThrough } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The same entries are the same bytes, whenever and wherever they are packed. In the local time that ZIP keeps. */
const PACKED_AT = '1980-01-02T00:00:00';

/**
 * A ZIP archive, one entry in memory at a time. Nothing is compressed: what is large in it is a picture or
 * a document that is compressed already.
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
