import type { AuditHead, RecordDigest } from './audit.js';

/**
 * One part of a record, with what is needed to check its digest. An erased text has neither content nor salt. Nor has
 * what is withheld: offers that were withdrawn, and earlier versions of an offer, which staff do not read either.
 */
export interface ProvenPart extends RecordDigest {
  readonly content: unknown;
  readonly salt: string | null;
  readonly withheld: boolean;
}

/** A link of the chain: an event of the broadcast in full, or only the content hash of an event of other business. */
export type ChainLink = { readonly event: Readonly<Record<string, unknown>> } | { readonly content: string };

/** A piece of the chain, from the hash before its first link to the seal that its head signs. */
export interface ChainSegment {
  readonly previous: string;
  readonly links: readonly ChainLink[];
  /** Null if no head has been published since the last link. */
  readonly head: AuditHead | null;
}

/** Everything about one broadcast, to be checked without Homeward (docs/audit.md). */
export interface AwardFile {
  readonly awardFile: 1;
  readonly broadcastId: string;
  readonly madeAt: string;
  /**
   * False if the segments end before a sealed broadcast that is still open. The file downloaded after it has closed is
   * complete.
   */
  readonly isChainComplete: boolean;
  readonly records: readonly ProvenPart[];
  readonly segments: readonly ChainSegment[];
  /** Names of branches and staff by id, for readers only. */
  readonly names: Readonly<Record<string, string>>;
}
