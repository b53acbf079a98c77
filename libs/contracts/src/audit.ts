/** What can be digested: the content of rows that a decision wrote and that nothing may change (docs/audit.md). */
export const RECORDS = [
  'approval',
  'award',
  'award_withdrawal',
  'broadcast',
  'case_kept',
  'contact',
  'contract_check',
  'cancellation',
  'capability_statement',
  'contest',
  'contest_answer',
  'decline',
  'difference_outcome',
  'dispute_answer',
  'document',
  'early_closing',
  'extension',
  'hand_back',
  'lifting',
  'list_answer',
  'offer',
  'package',
  'package_withdrawal',
  'permission',
  'placement',
  'placement_end',
  'ranking',
  'rate_uplift',
  'reallocation_dismissal',
  'reallocation_start',
  'reallocation_stop',
  'refusal',
  'register_entry',
  'report',
  'request',
  'stage_change',
  'uplift_withdrawal',
  'variation',
  'wording',
] as const;

export type RecordName = (typeof RECORDS)[number];

/** The digest of one part of a record. A part with free text is digested for itself, so that the text can be erased. */
export interface RecordDigest {
  readonly record: RecordName;
  /** The id of the record's row, with its version if the record has versions: `<id>/<version>`. */
  readonly key: string;
  readonly part: string;
  /** SHA-256 in hexadecimal digits, salted. */
  readonly digest: string;
}

/**
 * What is wrong with the log.
 *
 * - `altered`, `removed`, `inserted`: an event does not match its seal.
 * - `recomputed`: the seals agree with the events but not with a published head.
 * - `cut`: the log ends before the last published head.
 * - `head_forged`: a head has a wrong signature.
 * - `row_altered`, `row_removed`: a row does not match the digest in its event.
 * - `row_inserted`: a row that no event reports.
 * - `row_disagrees`: a row says something else than the event or the version that it belongs to.
 */
export const AUDIT_FAULTS = [
  'altered',
  'removed',
  'inserted',
  'recomputed',
  'cut',
  'head_forged',
  'row_altered',
  'row_removed',
  'row_inserted',
  'row_disagrees',
] as const;

export interface AuditFault {
  readonly fault: (typeof AUDIT_FAULTS)[number];
  /** The position of the event. Null if the fault is in a row that no event names. */
  readonly position: string | null;
  /** The row that does not agree, as table or record and key. */
  readonly row: { readonly record: string; readonly key: string; readonly part: string | null } | null;
  /** The authority of the event or row. Null if it belongs to none, or if it is not known. */
  readonly authorityId: string | null;
}

/**
 * The result of a verification. `whole`: everything agrees, up to a head outside of the database. `unproven`: nothing
 * disagrees, but no head proves the end of the log. `broken`: something disagrees.
 */
export interface AuditOutcome {
  readonly verdict: 'whole' | 'unproven' | 'broken';
  readonly fault: AuditFault | null;
  /** The last sealed event that was verified, and how many there are up to it. */
  readonly position: string;
  readonly events: number;
  /** How many digests of parts agree with their rows. */
  readonly digests: number;
  /** How many texts were erased: text and salt are gone, and the digest stays. */
  readonly erased: number;
  /** The first event that carries digests. Rows of older events are not covered. Null without such an event. */
  readonly digestsSince: string | null;
  readonly head: AuditHead | null;
  /** How many sealed events come after the last head. */
  readonly afterHead: number;
  /** Why the end of the log is not proven. Null if it is. */
  readonly unproven: 'no_head' | 'head_lost' | 'head_behind' | null;
  /** Lines of the file of heads that cannot be read. */
  readonly unreadableHeads: number;
}

/** A published head of the chain: the last seal at an instant, signed. */
export interface AuditHead {
  readonly position: string;
  readonly hash: string;
  readonly count: string;
  readonly at: string;
  /** The SHA-256 of the public key, in hexadecimal digits. */
  readonly key: string;
  readonly signature: string;
}

/** What the auditor sees of the log: the last verification in a sentence, and the latest head. */
export interface AuditView {
  /** Null if the log has not been verified yet. */
  readonly checkedAt: string | null;
  readonly verdict: AuditOutcome['verdict'] | null;
  readonly sentence: string | null;
  readonly head: AuditHead | null;
}

/** Days in London, both included, as `YYYY-MM-DD`. */
export interface AuditPeriod {
  readonly from?: string;
  readonly to?: string;
}

/** What an auditor may look for among the reads of people's details. */
export interface PersonReadFilter extends AuditPeriod {
  /** The case number of the person. */
  readonly person?: string;
  /** A part of the reader's name. */
  readonly viewer?: string;
}

/** One read of a person's details. */
export interface PersonReadView {
  readonly id: string;
  readonly at: string;
  readonly personId: string;
  readonly personReference: string;
  readonly viewerName: string;
  /** Whether the reader belongs to the authority or to a provider. */
  readonly viewerOf: 'authority' | 'provider';
  /** The route with which the details were read. */
  readonly purpose: string;
}

/** What an auditor may look for among the events of the log. */
export interface AuditEventFilter extends AuditPeriod {
  /** A part of the event's name, such as `offer` or `offer.made`. A dot also stands for an underscore. */
  readonly name?: string;
  /** The reference of a package, the case number of a person, or the id of the event's subject. */
  readonly subject?: string;
  /** A part of the name of the user who acted. Users of providers are not named. */
  readonly actor?: string;
}

/** One event of the log. */
export interface AuditEventView {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly packageId: string | null;
  readonly packageReference: string | null;
  /** Null for the system and for users of providers. */
  readonly actorName: string | null;
}
