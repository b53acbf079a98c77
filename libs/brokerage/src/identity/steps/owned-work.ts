import type { WorkKind } from '#contracts/open-work';
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
  readonly table: string;
  /** The column with the owner's id. */
  readonly column: string;
  /** The column by which requests name the work. Contests are named by their restriction, as on the board. */
  readonly key: 'id' | 'restriction_id';
  /** An SQL condition that selects the open work of the table, because finished work keeps its owner. */
  readonly isOpen: string;
  readonly told: (id: string, handed: HandedOver) => NewEvent;
}

const ownersOf = ({ fromId, toId }: HandedOver) => ({ fromId, ownerId: toId });
const envelopeOf = ({ authorityId, now }: HandedOver) => ({ authorityId, at: now });

/**
 * All kinds of open work. Work is reassigned in this order: packages first, because acts lock them first; and contests,
 * reports and concerns after restrictions. New work of a restriction gets the restriction's owner under a lock on the
 * restriction, so reassigning such work afterwards finds it.
 */
export const OWNED: Readonly<Record<WorkKind, Owned>> = {
  package: {
    table: 'package',
    column: 'next_action_owner_id',
    key: 'id',
    isOpen: 'next_action IS NOT NULL',
    told: (packageId, handed) =>
      eventOf('package.handed_over', { packageId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  case: {
    table: 'reallocation_case',
    column: 'next_action_owner_id',
    key: 'id',
    isOpen: 'next_action IS NOT NULL',
    told: (caseId, handed) =>
      eventOf('case.handed_over', { caseId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  variation_request: {
    table: 'variation_request',
    column: 'owner_id',
    key: 'id',
    isOpen: `status = 'requested'`,
    told: (variationRequestId, handed) =>
      eventOf('variation.handed_over', { variationRequestId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  reallocation: {
    table: 'reallocation',
    column: 'owner_id',
    key: 'id',
    isOpen: `status NOT IN ('dismissed', 'finished')`,
    told: (reallocationId, handed) =>
      eventOf('reallocation.handed_over', { reallocationId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  restriction: {
    table: 'restriction',
    column: 'owner_id',
    key: 'id',
    isOpen: 'lifted_at IS NULL AND expired_at IS NULL',
    told: (restrictionId, handed) =>
      eventOf('restriction.handed_over', { restrictionId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  contest: {
    table: 'restriction_contest',
    column: 'owner_id',
    key: 'restriction_id',
    isOpen: `status = 'open'`,
    told: (contestId, handed) =>
      eventOf('contest.handed_over', { contestId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  report: {
    table: 'branch_report',
    column: 'owner_id',
    key: 'id',
    isOpen: 'received_at IS NULL AND ended_at IS NULL',
    told: (reportId, handed) =>
      eventOf('report.handed_over', { reportId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
  concern: {
    table: 'concern',
    column: 'owner_id',
    key: 'id',
    isOpen: 'closed_at IS NULL',
    told: (concernId, handed) =>
      eventOf('concern.handed_over', { concernId, ...ownersOf(handed) }, envelopeOf(handed)),
  },
};
