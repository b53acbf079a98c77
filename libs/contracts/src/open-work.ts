import type { Role } from './roles-and-actors.js';

/** The kinds of open work that have an owner who can be changed. */
export const WORK_KINDS = [
  'package',
  'case',
  'variation_request',
  'reallocation',
  'restriction',
  'contest',
  'report',
  'concern',
  'care_dispute',
  'care_difference',
  'contract',
  'subcontract',
  'check',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

/** The roles that do the work of an authority. Only these roles own work. */
export const OWNER_ROLES = ['officer', 'commissioner'] as const satisfies readonly Role[];
export type OwnerRole = (typeof OWNER_ROLES)[number];

/** The roles that may do, and so may own, each kind of work (docs/rules.md §5.1). */
const OWNERS_OF: Readonly<Record<WorkKind, readonly OwnerRole[]>> = {
  package: ['officer', 'commissioner'],
  case: ['officer', 'commissioner'],
  variation_request: ['officer', 'commissioner'],
  reallocation: ['commissioner'],
  restriction: ['commissioner'],
  contest: ['commissioner'],
  report: ['officer', 'commissioner'],
  concern: ['officer', 'commissioner'],
  care_dispute: ['commissioner'],
  care_difference: ['commissioner'],
  contract: ['officer', 'commissioner'],
  subcontract: ['officer', 'commissioner'],
  check: ['officer', 'commissioner'],
};

/** True if a user with this role may do the work, and so may own it. Auditors and administrators own no work. */
export function mayOwn(role: Role, kind: WorkKind): boolean {
  return OWNERS_OF[kind].some((one) => one === role);
}

/** The most pieces of work that one request may give to a colleague. */
export const MOST_GIVEN = 100;

/** A piece of open work. For `contest`, the id is the id of the contested restriction, as on the board. */
export interface WorkRef {
  readonly kind: WorkKind;
  readonly id: string;
}

/** A piece of open work, with the owner that the user saw. */
export interface SeenWork extends WorkRef {
  /** The owner that the user saw. Null if the work had none. */
  readonly fromId: string | null;
}

/** A piece of work with its new owner. */
export interface AssignedWork extends WorkRef {
  readonly ownerId: string;
}

/** Work that a user gives to a colleague. */
export interface GivenWork {
  readonly work: readonly SeenWork[];
  readonly ownerId: string;
}

/** Why a piece of work kept its owner. */
export type KeptReason = 'work_not_found' | 'work_over' | 'owner_changed' | 'owner_not_allowed';

/** What came of giving several pieces of work away. */
export interface GivenOutcome {
  readonly given: number;
  readonly kept: readonly (WorkRef & { readonly reason: KeptReason })[];
}

/** One change of the owner of a piece of work. */
export interface OwnerChange {
  readonly at: string;
  readonly toName: string;
  /** The earlier owner. Null if there was none, or if the change was recorded before owners were kept in events. */
  readonly fromName: string | null;
  /** The user who changed the owner. Null for the system. */
  readonly byName: string | null;
}

/** A piece of work with its owner and the history of its owners, newest first. */
export interface WorkOwnerView extends WorkRef {
  /** What the work is about: the reference of a package or notice, or the name of a branch. */
  readonly name: string;
  readonly packageId: string | null;
  readonly branchId: string | null;
  readonly reallocationId: string | null;
  readonly restrictionId: string | null;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** The colleague who covers for the owner today. Null if the owner is there. */
  readonly coveredByName: string | null;
  readonly isOpen: boolean;
  readonly changes: readonly OwnerChange[];
}

/** An officer or commissioner of the authority. */
export interface ColleagueView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The colleague who covers today. Null if the user is there. */
  readonly deputyId: string | null;
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
}

/** A team of an authority. Disabled users stay members and are not listed. */
export interface TeamView {
  readonly id: string;
  readonly name: string;
  readonly members: readonly TeamMember[];
  readonly version: number;
}

export interface NewTeam {
  readonly name: string;
  readonly memberIds: readonly string[];
}

/** An absence with the colleague who covers. Both days count, in London. */
export interface AbsenceView {
  readonly id: string;
  readonly userId: string;
  readonly userName: string;
  readonly deputyId: string;
  readonly deputyName: string;
  readonly firstOn: string;
  readonly lastOn: string;
}

export interface NewAbsence {
  /** The user who is away. Absent if it is the caller. */
  readonly userId?: string;
  readonly deputyId: string;
  readonly firstOn: string;
  readonly lastOn: string;
}
