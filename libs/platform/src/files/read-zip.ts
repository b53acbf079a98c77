import { promisify } from 'node:util';
import { createInflateRaw, inflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';

/** One entry of a ZIP archive, as its directory lists it. */
export interface ListedEntry {
  readonly name: string;
  readonly size: number;
  readonly packedSize: number;
  /** 0 for an entry that is not packed, 8 for DEFLATE. */
  readonly method: number;
  /** The position of the entry's own header. */
  readonly at: number;
}

const END_MARK = 0x06054b50;
const LISTED_MARK = 0x02014b50;
const ENTRY_MARK = 0x04034b50;
const END_BYTES = 22;
const LISTED_BYTES = 46;
const ENTRY_BYTES = 30;
const ENCRYPTED = 0x0001;

/**
 * Lists the entries of a ZIP archive. Returns null for a file that is no such archive from its first byte to its last: an
 * archive that is cut off, has something before its first entry or behind its end, has entries that overlap, is
 * encrypted, or needs ZIP64.
 */
export function listZip(content: Uint8Array): ListedEntry[] | null {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const end = file.length - END_BYTES; // a comment at the end is not accepted, so it cannot hold another file
  if (end < 0 || file.readUInt32LE(end) !== END_MARK || file.readUInt16LE(end + 20) !== 0) return null;
  const count = file.readUInt16LE(end + 10);
  const directory = file.readUInt32LE(end + 16);
  if (directory + file.readUInt32LE(end + 12) !== end) return null;
  const entries: ListedEntry[] = [];
  let at = directory;
  for (let n = 0; n < count; n++) {
    if (at + LISTED_BYTES > end || file.readUInt32LE(at) !== LISTED_MARK) return null;
    if (file.readUInt16LE(at + 8) & ENCRYPTED) return null;
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset));
    const nameEnd = at + LISTED_BYTES + (name ?? 0);
    entries.push({
      name: file.toString('utf8', at + LISTED_BYTES, nameEnd),
      method: file.readUInt16LE(at + 10),
      packedSize: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      at: file.readUInt32LE(at + 42),
    });
    at = nameEnd + (extra ?? 0) + (comment ?? 0);
  }
  return at === end && doNotOverlap(file, entries, directory) ? entries : null;
}

/** True if the entries lie one after another from the first byte on, and none lies inside another. */
function doNotOverlap(file: Buffer, entries: readonly ListedEntry[], directory: number): boolean {
  let free = 0;
  for (const entry of entries.toSorted((a, b) => a.at - b.at)) {
    if (entry.at < free || (free === 0 && entry.at !== 0)) return false;
    const begin = dataOf(file, entry);
    if (begin === null || begin + entry.packedSize > directory) return false;
    free = begin + entry.packedSize;
  }
  return entries.length > 0;
}

function dataOf(file: Buffer, { at, name }: ListedEntry): number | null {
  if (at + ENTRY_BYTES > file.length || file.readUInt32LE(at) !== ENTRY_MARK) return null;
  const nameEnd = at + ENTRY_BYTES + file.readUInt16LE(at + 26);
  if (file.toString('utf8', at + ENTRY_BYTES, nameEnd) !== name) return null;
  return nameEnd + file.readUInt16LE(at + 28);
}

/**
 * Unpacks one listed entry. Never unpacks more bytes than the directory says. Returns null if the entry is damaged, or
 * is larger or smaller than its directory says.
 */
export async function unpackEntry(content: Uint8Array, entry: ListedEntry): Promise<Buffer | null> {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const begin = dataOf(file, entry);
  if (begin === null) return null;
  const packed = file.subarray(begin, begin + entry.packedSize);
  const unpacked =
    entry.method === 0 ? packed : entry.method === 8 ? await inflated(packed, entry.size) : null;
  return unpacked?.length === entry.size ? unpacked : null;
}

const inflate = promisify(inflateRaw);

async function inflated(packed: Buffer, size: number): Promise<Buffer | null> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return null; // damaged, or larger than its directory says
  }
}

/**
 * Unpacks one listed entry in pieces, so that a large entry is never in memory as a whole. Fails if the entry is damaged
 * or gives more bytes than the directory says.
 */
export async function* entryPieces(content: Uint8Array, entry: ListedEntry): AsyncGenerator<Buffer> {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const begin = dataOf(file, entry);
  if (begin === null || (entry.method !== 0 && entry.method !== 8)) throw new Error('a damaged archive');
  const packed = Readable.from([file.subarray(begin, begin + entry.packedSize)]);
  const pieces = entry.method === 0 ? packed : packed.pipe(createInflateRaw());
  let size = 0;
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > entry.size) throw new Error('an archive that is larger than it says');
    yield piece;
  }
  if (size !== entry.size) throw new Error('a damaged archive');
}
