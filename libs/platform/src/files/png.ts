import { crc32 } from 'node:zlib';

const MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A chunk has its length, its name and a checksum besides its data. */
const AROUND_DATA = 12;

export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** The position after the last byte of the picture. */
  readonly end: number;
}

/**
 * Reads a PNG from its mark to its end: every chunk with its checksum, the size first, some picture data, and the end
 * chunk. Returns null if the file is cut off, or is no PNG.
 */
export function readPng(content: Uint8Array): PictureSize | null {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (!file.subarray(0, MARK.length).equals(MARK)) return null;
  let size: { readonly width: number; readonly height: number } | null = null;
  let hasData = false;
  for (let at = MARK.length; at + AROUND_DATA <= file.length;) {
    const chunk = chunkAt(file, at);
    if (chunk === null) return null;
    const { name, data, end } = chunk;
    if ((size === null) !== (name === 'IHDR')) return null;
    if (name === 'IHDR')
      size = data.length === 13 ? { width: data.readUInt32BE(0), height: data.readUInt32BE(4) } : null;
    if (size === null || size.width === 0 || size.height === 0) return null;
    if (name === 'IDAT') hasData = true;
    if (name === 'IEND') return hasData && data.length === 0 ? { ...size, end } : null;
    at = end;
  }
  return null;
}

function chunkAt(file: Buffer, at: number): { name: string; data: Buffer; end: number } | null {
  const end = at + AROUND_DATA + file.readUInt32BE(at);
  if (end > file.length) return null;
  const named = file.subarray(at + 4, end - 4);
  const name = named.toString('latin1', 0, 4);
  if (!/^[A-Za-z]{4}$/.test(name) || crc32(named) !== file.readUInt32BE(end - 4)) return null;
  return { name, data: named.subarray(4), end };
}
