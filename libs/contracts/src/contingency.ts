/** A contingency pack that was written: who is cared for by whom, for the day on which Homeward is down. */
export interface ContingencyPackView {
  readonly id: string;
  readonly writtenAt: string;
  /** The name of the file in the council's folder. */
  readonly fileName: string;
  /** The number of people with live care in the pack. */
  readonly people: number;
  /** The number of pieces of open work in the pack. */
  readonly openWork: number;
  readonly bytes: number;
  /** SHA-256 of the encrypted file, in hexadecimal. */
  readonly sha256: string;
}

/** The contingency packs of an authority, and the key for which they are encrypted. */
export interface ContingencyView {
  /** The public key (age, X25519). Null if no packs are written, because none is set. */
  readonly recipient: string | null;
  readonly recipientSetAt: string | null;
  /** The name of the administrator who set the key. */
  readonly recipientSetBy: string | null;
  /** True if a key is set and no pack for it was written in time (docs/rules.md §7.2). */
  readonly isOverdue: boolean;
  /** The newest packs first, at most ten. */
  readonly packs: readonly ContingencyPackView[];
}
