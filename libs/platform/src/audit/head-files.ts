import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import fs from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { AuditHead } from '#contracts/audit';
import { headLine, keyName, parseHead, type TrustedKeys } from './audit-head.js';

/** A line of the file of heads. `head` is null if the line cannot be read. */
export interface HeadLine {
  readonly number: number;
  readonly head: AuditHead | null;
}

/** Reads the file of heads line by line. A file that does not exist has no lines. */
export async function* readHeads(file: string): AsyncGenerator<HeadLine> {
  if (!fs.existsSync(file)) return;
  const lines = createInterface({ input: fs.createReadStream(file, 'utf8'), crlfDelay: Infinity });
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line !== '') yield { number, head: parseHead(line) };
  }
}

/** How many bytes at the end of the file are searched for the last head. A head takes about 400 bytes. */
const TAIL_BYTES = 8_192;

/** Reads the last head of the file that can be read. Null if there is none. */
export async function readLastHead(file: string): Promise<AuditHead | null> {
  if (!fs.existsSync(file)) return null;
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    const lines = buffer.toString('utf8').split('\n').reverse();
    for (const line of lines) {
      const head = parseHead(line);
      if (head) return head;
    }
    return null;
  } finally {
    await handle.close();
  }
}

/**
 * Appends a head to the file, and waits until the disk has it. Begins a new line if a crash cut off the last line.
 * Creates the file and its folder if they are missing.
 */
export async function appendHead(file: string, head: AuditHead): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o644);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const isCutOff = size > 0 && last.toString() !== '\n';
    await handle.appendFile(`${isCutOff ? '\n' : ''}${headLine(head)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Reads the private key that signs heads. If the file is missing, makes a key, and writes its public half beside it with
 * the ending `.pub`. If heads exist already, a missing key is an error, because a new key could not vouch for the old
 * heads.
 */
export async function signingKey(keyFile: string, headsFile: string): Promise<KeyObject> {
  if (!fs.existsSync(keyFile)) {
    if (await readLastHead(headsFile))
      throw new Error(`${keyFile} is missing, and ${headsFile} has heads that were signed with it`);
    await makeKey(keyFile);
  }
  return createPrivateKey(await readFile(keyFile));
}

async function makeKey(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    fs.writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    // Another process has made the key at the same moment: its key is the key.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
    throw error;
  }
  fs.writeFileSync(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644 });
}

const PEM = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g;

/**
 * Reads the keys that a verification trusts. A file may have several keys, so that the heads of a replaced
 * key stay valid. A private key stands for its public half. A missing file has no keys.
 */
export async function trustedKeys(file: string): Promise<TrustedKeys> {
  if (!fs.existsSync(file)) return new Map();
  const text = await readFile(file, 'utf8');
  const keys = [...text.matchAll(PEM)].map(([pem]) => createPublicKey(pem));
  return new Map(keys.map((key) => [keyName(key), key]));
}
