import { v7 as uuid } from 'uuid';
import type { Urgency } from '#contracts/packages';
import type { ProposedClosure, ProposedHandBack, ProposedRestriction } from '#contracts/previews';
import type { ReallocationCause } from '#contracts/reallocations';
import type { Departure } from '#domain/previews/facts-after-departure';
import { isInForce } from '#domain/restrictions/in-force';
import { commitWindow } from '../facts/commit-window.js';
import type { BranchRestriction } from '../facts/restriction-facts.queries.js';

/** A proposed restriction, hand-back or closure, in the form that the preview's rules use. */
export interface Proposal extends Departure {
  readonly authorityId: string;
  /** The instant at which the proposal would take effect: now, or later. */
  readonly at: Date;
  readonly restriction: BranchRestriction;
  /** Why the branch's care would be transferred. Null if the care would stay at the branch. */
  readonly transferCause: ReallocationCause | null;
  readonly urgency: Urgency | null;
}

export interface Proposing {
  readonly authorityId: string;
  readonly now: Date;
}

export function proposedRestriction(command: ProposedRestriction, { authorityId, now }: Proposing): Proposal {
  const { branchId, lotIds, conditions, source, urgency = null } = command;
  const from = new Date(command.from);
  const at = from > now ? from : now;
  const restriction: BranchRestriction = {
    id: uuid(),
    branchId,
    source,
    reference: '',
    from,
    to: command.to == null ? null : new Date(command.to),
    liftedAt: null,
    authorityId: source === 'cqc' ? null : authorityId,
    lotIds,
    conditions: conditions.map((condition) => ({ id: uuid(), condition })),
  };
  const suspends = conditions.some(({ kind }) => kind === 'suspended');
  const { commitBy } = commitWindow(at);
  return {
    authorityId,
    branchId,
    lotIds,
    at,
    restriction,
    transferCause: suspends && isInForce(restriction, { from: at, until: commitBy }) ? 'suspension' : null,
    urgency,
    contractsEndOn: null,
    losesRegistration: false,
  };
}

/**
 * Describes a hand-back as a proposal for the preview. The hand-back closes the lots for new work at once,
 * and ends the contracts after the notice period.
 */
export function proposedHandBack(
  { branchId, lotIds, urgency = null }: ProposedHandBack,
  proposing: Proposing,
  contractsEndOn: string,
): Proposal {
  const from = proposing.now.toISOString();
  const command = { branchId, lotIds, urgency, from, source: 'provider', conditions: [CLOSED] } as const;
  return { ...proposedRestriction(command, proposing), transferCause: 'hand_back', contractsEndOn };
}

/**
 * Describes the closure of a branch as a proposal for the preview. The closure forbids all work of the
 * branch, and the branch loses its registration.
 */
export function proposedClosure(
  { branchId, urgency = null }: ProposedClosure,
  proposing: Proposing,
): Proposal {
  const from = proposing.now.toISOString();
  const command = {
    branchId,
    lotIds: [],
    urgency,
    from,
    source: 'authority',
    conditions: [SUSPENDED],
  } as const;
  return { ...proposedRestriction(command, proposing), transferCause: 'closure', losesRegistration: true };
}

const CLOSED = { kind: 'closed' } as const;
const SUSPENDED = { kind: 'suspended' } as const;
