import { createPublicKey, verify } from 'node:crypto';
import fs from 'node:fs';
import { hashOf, jcs } from './canonical.js';

export interface Head {
  readonly position: string;
  readonly hash: string;
  readonly count: string;
  readonly at: string;
  readonly key: string;
  readonly signature: string;
}

/** Reads the file of heads. Lines that are no JSON are left out. */
export function headsIn(file: string): Head[] {
  if (!fs.existsSync(file)) return [];
  const heads: Head[] = [];
  for (const line of fs.readFileSync(file, 'utf8').split('\n'))
    try {
      heads.push(JSON.parse(line) as Head);
    } catch {
      continue; // a line that a crash cut off
    }
  return heads;
}

/** True if the head is signed with the private half of this public key (PEM). */
export function isSignedBy(head: Head, publicKeyPem: string): boolean {
  const key = createPublicKey(publicKeyPem);
  const name = hashOf(key.export({ type: 'spki', format: 'der' })).toString('hex');
  const { position, hash, count, at } = head;
  const signed = jcs({ head: 1, position, hash, count, at, key: name });
  return head.key === name && verify(null, Buffer.from(signed), key, Buffer.from(head.signature, 'base64'));
}
