import type { Capability } from './needs.js';

/**
 * What is said of capabilities of a branch. The branch declares and withdraws; a council confirms and refuses. A council
 * may also declare on behalf of a branch, and confirms by doing so (docs/rules.md §3.2).
 */
export const CAPABILITY_STATEMENT_KINDS = ['declared', 'withdrawn', 'confirmed', 'refused'] as const;
export type CapabilityStatementKind = (typeof CAPABILITY_STATEMENT_KINDS)[number];

/** What a council may say. `declared`: on behalf of the branch. */
export const CAPABILITY_ANSWERS = [
  'confirmed',
  'refused',
  'declared',
] as const satisfies readonly CapabilityStatementKind[];
export type CapabilityAnswerKind = (typeof CAPABILITY_ANSWERS)[number];

/** What a provider declares and withdraws for one of its branches, from a day on that is today or earlier. */
export interface CapabilityDeclaration {
  readonly declared: readonly Capability[];
  readonly withdrawn: readonly Capability[];
  readonly onDay: string;
  /** What the declaration rests on, for example the training of staff. */
  readonly note?: string | null;
}

/** What a council says of capabilities of a branch, with its evidence. */
export interface CapabilityAnswer {
  readonly kind: CapabilityAnswerKind;
  readonly capabilities: readonly Capability[];
  readonly evidence: string;
  readonly documentId?: string | null;
}

/** Who recorded a statement. Another council is not named. */
export type CapabilityRecorder = 'provider' | 'own_council' | 'another_council' | 'not_known';

/** A statement about capabilities of a branch, as it is in the history. */
export interface CapabilityStatementView {
  readonly id: string;
  readonly kind: CapabilityStatementKind;
  readonly capabilities: readonly Capability[];
  readonly onDay: string;
  readonly evidence: string;
  /** The document of the reader's own council. Null for the documents of others. */
  readonly documentId: string | null;
  readonly recordedAt: string;
  readonly recordedBy: CapabilityRecorder;
  /** The name of the user. Null for users of other organisations. */
  readonly recordedByName: string | null;
}

/** A capability that the branch declares. */
export interface DeclaredCapability {
  readonly capability: Capability;
  readonly isConfirmed: boolean;
  /** The number of councils that confirm it. */
  readonly confirmedBy: number;
  /** The last answer of the reader's council since the branch declared it. Null without one, and for providers. */
  readonly ownAnswer: 'confirmed' | 'refused' | null;
}

/** The capabilities of a branch: what stands, and every statement, newest first. */
export interface BranchCapabilitiesView {
  readonly branchId: string;
  readonly branchName: string;
  /** How many councils rely on the branch: they have a contract or subcontract that has not ended, or live care. */
  readonly councils: number;
  readonly standing: readonly DeclaredCapability[];
  readonly statements: readonly CapabilityStatementView[];
}

/** A branch of a provider, with how many capabilities it declares and how many of them are confirmed. */
export interface BranchDeclarations {
  readonly branchId: string;
  readonly branchName: string;
  readonly declared: number;
  readonly confirmed: number;
}

/** An open invitation or live care that needs a capability. Ids are null for readers who may not see them. */
export interface RestsOnCapability {
  readonly id: string | null;
  readonly capabilities: readonly Capability[];
  readonly lotName: string;
  readonly weeklyMinutes: number;
}

/** What rests on capabilities that a branch would withdraw. Live care goes on. */
export interface WithdrawalPreview {
  readonly invitations: readonly (RestsOnCapability & { readonly closesAt: string })[];
  readonly care: readonly RestsOnCapability[];
}
