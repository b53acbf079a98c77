import type { WorkKind } from '#contracts/open-work';
import { caseIsOpen, frameworkOwner } from '#domain/rules-in-sql';
import { eventOf, type NewEvent } from '#platform/log/new-event';

/** A new owner of a piece of work. */
export interface HandedOver {
  readonly authorityId: string;
  readonly fromId: string | null;
  readonly toId: string;
  readonly now: Date;
}

/** A kind of open work: its table, the column with the owner's id, and the event that logs a new owner. */
export interface Owned {
  readonly kind: WorkKind;
  readonly table: string;
  /** The column with the owner's id. */
  readonly column: string;
  /** SQL for the user who sees to work `w`. Requests name this user, because pages show this user. */
  readonly seenOwner: string;
  /**
   * SQL: true for what always has an owner, such as a contract, and so says little of how busy a user is. It is not counted
   * when the owner of new work is chosen, and the watchdog does not look at it: without an owner of its own, a
   * commissioner sees to it.
   */
  readonly isStanding: 'true' | 'false';
  /** The column by which requests name the work. Contests are named by their restriction, as on the board. */
  readonly key: 'id' | 'restriction_id';
  /** An SQL condition that selects the open work of the table, because finished work keeps its owner. */
  readonly isOpen: string;
  /**
   * SQL that selects what work `w` is about: its name, and the ids of its package, branch, reallocation and restriction.
   */
  readonly subject: string;
  /** What the watchdog reads of the work. */
  readonly watched: Watched;
  readonly told: (id: string, handed: HandedOver) => NewEvent;
}

/** SQL by which the watchdog finds unfinished work of a table `w` that lacks something. */
export interface Watched {
  /** An expression for the state of the work. */
  readonly status: string;
  /**
   * A condition that selects unfinished work, if `isOpen` does not. Packages and cases are open by their next action,
   * which may be what is missing, so their state says whether they are finished.
   */
  readonly isUnfinished?: string;
  /** The column with the next action. Absent for work that has none. */
  readonly action?: string;
  /** The column with the due time. Absent for work that has none. */
  readonly dueAt?: string;
}

const ownersOf = ({ fromId, toId }: HandedOver) => ({ fromId, ownerId: toId });
const envelopeOf = ({ authorityId, now }: HandedOver) => ({ authorityId, at: now });

/**
 * All kinds of open work. Work is reassigned in this order: packages first, because acts lock them first; and contests,
 * reports and concerns after restrictions. New work of a restriction gets the restriction's owner under a lock on the
 * restriction, so reassigning such work afterwards finds it.
 */
export const OWNED_WORK: readonly Owned[] = [
  {
    kind: 'package',
    table: 'package',
    column: 'next_action_owner_id',
    seenOwner: 'w.next_action_owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'next_action IS NOT NULL',
    subject: `w.reference, w.id, NULL::text, NULL::uuid, NULL::uuid`,
    watched: {
      status: 'w.status',
      isUnfinished: `w.status NOT IN ('live', 'ended', 'withdrawn')`,
      action: 'w.next_action',
      dueAt: 'w.next_action_due_at',
    },
    told: (packageId, handed) =>
      eventOf('package.handed_over', { packageId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'case',
    table: 'reallocation_case',
    column: 'next_action_owner_id',
    seenOwner: 'w.next_action_owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'next_action IS NOT NULL',
    subject: `(SELECT p.reference FROM package p WHERE p.id = w.package_id), w.package_id, NULL::text, w.reallocation_id, NULL::uuid`,
    watched: {
      status: 'w.status',
      isUnfinished: caseIsOpen('w'),
      action: 'w.next_action',
      dueAt: 'w.next_action_due_at',
    },
    told: (caseId, handed) =>
      eventOf('case.handed_over', { caseId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'variation_request',
    table: 'variation_request',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: `status = 'requested'`,
    subject: `(SELECT p.reference FROM package p WHERE p.id = w.package_id), w.package_id, w.delivering_branch_id, NULL::uuid, NULL::uuid`,
    watched: { status: 'w.status', dueAt: 'w.due_at' },
    told: (variationRequestId, handed) =>
      eventOf('variation.handed_over', { variationRequestId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'reallocation',
    table: 'reallocation',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: `status NOT IN ('dismissed', 'finished')`,
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, w.id, NULL::uuid`,
    watched: { status: 'w.status', dueAt: 'w.decide_by' },
    told: (reallocationId, handed) =>
      eventOf('reallocation.handed_over', { reallocationId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'restriction',
    table: 'restriction',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'lifted_at IS NULL AND expired_at IS NULL',
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, NULL::uuid, w.id`,
    watched: {
      status: `'open'`,
      // A restriction that a provider's pause or hand-back imposes has no owner.
      isUnfinished: `w.authority_id IS NOT NULL AND w.lifted_at IS NULL AND w.expired_at IS NULL
        AND (w.owner_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM hand_back h WHERE h.restriction_id = w.id))`,
    },
    told: (restrictionId, handed) =>
      eventOf('restriction.handed_over', { restrictionId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'contest',
    table: 'restriction_contest',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'restriction_id',
    isOpen: `status = 'open'`,
    subject: `(SELECT b.name FROM restriction r JOIN branch b ON b.id = r.branch_id WHERE r.id = w.restriction_id), NULL::uuid, (SELECT r.branch_id FROM restriction r WHERE r.id = w.restriction_id), NULL::uuid, w.restriction_id`,
    watched: { status: 'w.status', dueAt: 'w.due_at' },
    told: (contestId, handed) =>
      eventOf('contest.handed_over', { contestId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'report',
    table: 'branch_report',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'received_at IS NULL AND ended_at IS NULL',
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, NULL::uuid, w.restriction_id`,
    watched: { status: `'owed'`, dueAt: 'w.due_at' },
    told: (reportId, handed) =>
      eventOf('report.handed_over', { reportId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'concern',
    table: 'concern',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'closed_at IS NULL',
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), w.package_id, w.branch_id, NULL::uuid, NULL::uuid`,
    watched: { status: `'open'` },
    told: (concernId, handed) =>
      eventOf('concern.handed_over', { concernId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'care_dispute',
    table: 'care_dispute',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'settled_at IS NULL',
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, NULL::uuid, NULL::uuid`,
    watched: { status: `'open'`, dueAt: 'w.due_at' },
    told: (disputeId, handed) =>
      eventOf('care_dispute.handed_over', { disputeId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'care_difference',
    table: 'care_difference',
    column: 'owner_id',
    seenOwner: 'w.owner_id',
    isStanding: 'false',
    key: 'id',
    isOpen: 'settled_at IS NULL',
    subject: `coalesce((SELECT b.name FROM branch b WHERE b.id = coalesce(w.branch_here, w.branch_there)), 'Figures'), NULL::uuid, (SELECT b.id FROM branch b WHERE b.id = coalesce(w.branch_here, w.branch_there)), NULL::uuid, NULL::uuid`,
    watched: { status: `'open'`, dueAt: 'w.due_at' },
    told: (differenceId, handed) =>
      eventOf('care_difference.handed_over', { differenceId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'contract',
    table: 'contract',
    column: 'owner_id',
    seenOwner: frameworkOwner('w'),
    isStanding: 'true',
    key: 'id',
    isOpen: 'true',
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, NULL::uuid, NULL::uuid`,
    watched: { status: `'open'` },
    told: (contractId, handed) =>
      eventOf('contract.handed_over', { contractId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'subcontract',
    table: 'subcontract',
    column: 'owner_id',
    seenOwner: frameworkOwner('w'),
    isStanding: 'true',
    key: 'id',
    isOpen: 'true',
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.delivering_branch_id), NULL::uuid, w.delivering_branch_id, NULL::uuid, NULL::uuid`,
    watched: { status: `'open'` },
    told: (subcontractId, handed) =>
      eventOf('subcontract.handed_over', { subcontractId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  {
    kind: 'check',
    table: 'contract_check',
    column: 'owner_id',
    seenOwner: frameworkOwner('w'),
    isStanding: 'true',
    key: 'id',
    isOpen: `id IN (SELECT DISTINCT ON (k.authority_id, k.branch_id, k.kind) k.id FROM contract_check k
                    ORDER BY k.authority_id, k.branch_id, k.kind, k.id DESC)`,
    subject: `(SELECT b.name FROM branch b WHERE b.id = w.branch_id), NULL::uuid, w.branch_id, NULL::uuid, NULL::uuid`,
    watched: { status: `'open'` },
    told: (checkId, handed) =>
      eventOf('check.handed_over', { checkId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
];

/** An SQL expression that counts the open items of one kind that a user owns. */
export const openOfKind = (
  { table, column, isOpen }: Owned,
  { userId, authorityId }: { readonly userId: string; readonly authorityId: string },
): string =>
  `(SELECT count(*) FROM ${table} WHERE authority_id = ${authorityId} AND ${column} = ${userId} AND ${isOpen})`;

/** An SQL expression for how many open items of one kind keep a user busy. What always has an owner keeps none busy. */
export const loadOfKind = (
  { table, column, isOpen, isStanding }: Owned,
  { userId, authorityId }: { readonly userId: string; readonly authorityId: string },
): string =>
  `(SELECT count(*) FROM ${table} WHERE NOT ${isStanding} AND authority_id = ${authorityId} AND ${column} = ${userId} AND ${isOpen})`;
