import { hashOf, jcs, type Json } from './canonical.js';
import { type Head, isSignedBy } from './heads.js';
import type { Digest } from './records.js';

interface RecordInFile extends Digest {
  readonly content: Json;
  readonly salt: string | null;
  readonly withheld: boolean;
}

type Event = { readonly name: string; readonly payload: { readonly [key: string]: Json } } & {
  readonly [key: string]: Json;
};

interface File {
  readonly broadcastId: string;
  readonly isChainComplete: boolean;
  readonly records: readonly RecordInFile[];
  readonly segments: readonly {
    readonly previous: string;
    readonly links: readonly { readonly event?: Event; readonly content?: string }[];
    readonly head: Head | null;
  }[];
}

/** Checks `award-file.json` from docs/audit.md alone. Returns every fault; an empty list means that the file is proven. */
export function faultsOfAwardFile(json: string, publicKey: string): string[] {
  const file = JSON.parse(json) as File;
  const events = file.segments.flatMap(({ links }) => links.flatMap(({ event }) => event ?? []));
  const logged = events.flatMap(({ payload }) => (payload.digests ?? []) as unknown as readonly Digest[]);
  const nameOf = ({ record, key, part, digest }: Digest): string => [record, key, part, digest].join(' ');
  const loggedNames = new Set(logged.map(nameOf));
  const filedNames = new Set(file.records.map(nameOf));
  const faults: string[] = file.isChainComplete ? [] : ['the chain is not complete yet'];
  for (const { content, salt, withheld, ...digest } of file.records) {
    const { record, key, part } = digest;
    const isRight =
      salt === null
        ? content === null
        : hashOf(Buffer.from(salt, 'hex'), jcs({ record, key, part, content })).toString('hex') ===
          digest.digest;
    if (!isRight) faults.push(`the content of ${record} ${key} ${part} does not have its digest`);
    if (file.isChainComplete && !loggedNames.has(nameOf(digest)))
      faults.push(`no event has the digest of ${record} ${key} ${part}`);
    if (withheld && record !== 'offer') faults.push(`${record} ${key} ${part} is withheld`);
  }
  for (const digest of logged)
    if (!filedNames.has(nameOf(digest)))
      faults.push(`the file lacks ${digest.record} ${digest.key} ${digest.part}`);
  for (const { previous, links, head } of file.segments) {
    let hash: Buffer = Buffer.from(previous, 'hex');
    for (const { event, content } of links)
      hash = hashOf(hash, event ? hashOf(jcs(event)) : Buffer.from(content ?? '', 'hex'));
    if (!head) faults.push('a segment has no head yet');
    else if (!isSignedBy(head, publicKey)) faults.push(`the head at ${head.position} has another signature`);
    else if (head.hash !== hash.toString('hex'))
      faults.push(`the segment does not lead to the head at ${head.position}`);
  }
  const isOpened = events.some(
    ({ name, payload }) => name === 'broadcast.opened' && payload.broadcastId === file.broadcastId,
  );
  if (file.isChainComplete && !isOpened) faults.push('the broadcast was not opened');
  return faults;
}
