import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { AuditHead } from '#contracts/audit';
import { rfc8785, sha256 } from './canonical-bytes.js';
import type { Seal } from './audit-chain.js';

/** Public keys, by the name that a head gives to the key of its signature. */
export type TrustedKeys = ReadonlyMap<string, KeyObject>;

/** Returns the name of a key in heads: the SHA-256 of its public half as SPKI in DER. */
export function keyName(key: KeyObject): string {
  const publicHalf = key.type === 'private' ? createPublicKey(key) : key;
  return sha256(publicHalf.export({ type: 'spki', format: 'der' })).toString('hex');
}

/** Signs the last seal. The result is the head of the chain at the given instant. */
export function signHead({ position, hash, number }: Seal, at: Date, key: KeyObject): AuditHead {
  const head = {
    position,
    hash: hash.toString('hex'),
    count: String(number),
    at: at.toISOString(),
    key: keyName(key),
  };
  return { ...head, signature: sign(null, signedBytes(head), key).toString('base64') };
}

/** True if the head is signed by one of the keys. */
export function isSigned({ signature, ...head }: AuditHead, keys: TrustedKeys): boolean {
  const key = keys.get(head.key);
  return key !== undefined && verify(null, signedBytes(head), key, Buffer.from(signature, 'base64'));
}

function signedBytes({ position, hash, count, at, key }: Omit<AuditHead, 'signature'>): Buffer {
  return Buffer.from(rfc8785({ head: 1, position, hash, count, at, key }));
}

/** Writes a head as one line of the file of heads, without the line's end. */
export const headLine = (head: AuditHead): string => rfc8785({ head: 1, ...head });

const FIELDS = ['position', 'hash', 'count', 'at', 'key', 'signature'] as const;

/** Reads a line of the file of heads. Returns null for a line that is no head, such as a line that a crash cut off. */
export function parseHead(line: string): AuditHead | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const given = new Map(Object.entries(parsed));
  if (given.get('head') !== 1 || !FIELDS.every((field) => typeof given.get(field) === 'string')) return null;
  const text = (field: (typeof FIELDS)[number]): string => String(given.get(field));
  if (!/^\d{1,19}$/.test(text('position')) || !/^\d{1,19}$/.test(text('count'))) return null;
  const [position, hash, count] = [text('position'), text('hash'), text('count')];
  return { position, hash, count, at: text('at'), key: text('key'), signature: text('signature') };
}
