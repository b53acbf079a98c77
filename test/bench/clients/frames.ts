const TEXT = 0x1;
const CLOSE = 0x8;

export interface Frames {
  /** The texts of the complete WebSocket frames, in order. */
  readonly texts: readonly string[];
  readonly closed: boolean;
  /** The bytes of a WebSocket frame that has not arrived completely yet. */
  readonly rest: Buffer;
}

/**
 * Encodes a text as a WebSocket frame from a client to a server. The mask is all zeros, so that the bench
 * spends no time on masking.
 */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const wide = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.alloc(6 + wide + length);
  frame[0] = 0x80 | TEXT;
  frame[1] = 0x80 | (wide === 0 ? length : wide === 2 ? 126 : 127);
  if (wide === 2) frame.writeUInt16BE(length, 2);
  if (wide === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, 6 + wide);
  return frame;
}

/** Decodes the complete, unmasked WebSocket frames that a server has sent. */
export function readFrames(bytes: Buffer): Frames {
  const texts: string[] = [];
  let at = 0;
  let closed = false;
  while (bytes.length - at >= 2) {
    const short = (bytes[at + 1] ?? 0) & 0x7f;
    const head = 2 + (short < 126 ? 0 : short === 126 ? 2 : 8);
    if (bytes.length - at < head) break;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(at + 2)
          : Number(bytes.readBigUInt64BE(at + 2));
    const end = at + head + length;
    if (bytes.length < end) break;
    const kind = (bytes[at] ?? 0) & 0x0f;
    if (kind === TEXT) texts.push(bytes.toString('utf8', at + head, end));
    if (kind === CLOSE) closed = true;
    at = end;
  }
  return { texts, closed, rest: bytes.subarray(at) };
}
