import type { PictureSize } from './png.js';

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
/** Markers of tables that lie among the markers of frames. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/**
 * Reads a JPEG from its first marker to its end marker: every segment, the frame with the size, and the data of each
 * scan. Returns null if the file is cut off, or is no JPEG.
 */
export function readJpeg(content: Uint8Array): PictureSize | null {
  if (content[0] !== 0xff || content[1] !== START) return null;
  let size: { readonly width: number; readonly height: number } | null = null;
  let hasScan = false;
  let at = 2;
  for (;;) {
    if (content[at] !== 0xff) return null;
    while (content[at + 1] === 0xff) at += 1; // a marker may begin with several of these bytes
    const marker = content[at + 1];
    if (marker === undefined || marker === 0 || marker === START) return null;
    if (marker === END) return size !== null && hasScan ? { ...size, end: at + 2 } : null;
    const length = twoBytes(content, at + 2);
    if (length < 2 || at + 2 + length > content.length) return null;
    if (isFrame(marker)) size = sizeOf(content, at + 4, length);
    at += 2 + length;
    if (marker !== SCAN) continue;
    if (size === null) return null;
    hasScan = true;
    at = endOfScan(content, at);
  }
}

function sizeOf(content: Uint8Array, at: number, length: number): { width: number; height: number } | null {
  const [height, width] = [twoBytes(content, at + 1), twoBytes(content, at + 3)];
  return length >= 8 && height > 0 && width > 0 ? { width, height } : null;
}

/** Returns the position of the first marker after the data of a scan, or of the end of the file. */
function endOfScan(content: Uint8Array, from: number): number {
  let at = content.indexOf(0xff, from);
  while (at !== -1) {
    const next = content[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
    at = content.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return content.length;
}

const twoBytes = (content: Uint8Array, at: number): number =>
  ((content[at] ?? 0) << 8) | (content[at + 1] ?? 0);
