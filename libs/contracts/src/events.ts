import type { RecordDigest } from './audit.js';
import type { CapabilityAnswerKind } from './capabilities.js';
import type { CloseCause } from './broadcasts.js';
import type { DifferenceOutcome, DisputeKind, DisputeOutcome, FigureKind, Stage } from './cut-over.js';
import type { LinkPurpose } from './identity.js';
import type { ImportKind, ImportStatus } from './imports.js';
import type { KeyScope } from './keys.js';
import type { AllocationMethod } from './lots.js';
import type { ConcernOutcome } from './placements.js';
import type { CaseStatus, KeepCause } from './reallocations.js';
import type { Capability } from './needs.js';
import type { ContestOutcome } from './restrictions.js';
import type { Role } from './roles-and-actors.js';
import type { SwitchedOffCause } from './webhooks.js';

/**
 * The payload of each event as subscribers receive it: ids, times, numbers and codes. A payload has no personal data and no free text,
 * because the event log is permanent.
 */
export interface ToldPayloads {
  'user.created': { readonly userId: string };
  'user.changed': { readonly userId: string };
  'user.disabled': { readonly userId: string };
  'user.enabled': { readonly userId: string };
  'user.email_changed': { readonly userId: string };
  'user.role_changed': { readonly userId: string; readonly from: Role; readonly to: Role };
  /** Logged when a user of a provider is limited to branches. The list is empty if the user sees every branch. */
  'user.branches_changed': { readonly userId: string; readonly branchIds: readonly string[] };
  /** Logged when a link is asked for at the sign-in page, because a password is forgotten. Anyone may have asked. */
  'user.link_requested': { readonly userId: string };
  /** Logged when a signed-in user asks for another e-mail address. */
  'user.email_requested': { readonly userId: string };
  'user.request_dismissed': { readonly userId: string };
  /** Logged when a link is to be mailed to a user. The link is made when the mail is sent. */
  'user.link_ordered': { readonly userId: string; readonly purpose: LinkPurpose };
  /** Logged when a user makes a machine key. A key has the id of its session. */
  'user.key_made': KeyFact;
  /** Logged when a key is replaced by a new one. The old key stays valid until `oldExpiresAt`. */
  'user.key_rotated': KeyFact & { readonly oldKeyId: string; readonly oldExpiresAt: string };
  /** Logged when a webhook of the user fails for days, or its address answers that it is gone. */
  'user.webhook_switched_off': {
    readonly userId: string;
    readonly webhookId: string;
    readonly cause: SwitchedOffCause;
  };
  /** Logged when a user makes, changes, switches or removes a webhook. */
  'user.webhook_changed': { readonly userId: string; readonly webhookId: string };
  'user.link_issued': { readonly userId: string; readonly linkId: string; readonly expiresAt: string };
  'user.link_revoked': { readonly userId: string; readonly linkId: string };
  /** Logged when a user sets a password with a link. */
  'user.password_set': { readonly userId: string; readonly linkId: string };
  'user.password_changed': { readonly userId: string };
  /** Logged when sign-ins to an account are slowed down, because of many wrong passwords. */
  'user.guessed': { readonly userId: string };
  'team.recorded': { readonly teamId: string };
  'team.changed': { readonly teamId: string };
  'team.removed': { readonly teamId: string };
  'absence.recorded': AbsenceFact & {
    readonly deputyId: string;
    readonly firstOn: string;
    readonly lastOn: string;
  };
  /** Logged when another colleague must cover, because the deputy may not do the work any more. */
  'absence.deputy_changed': AbsenceFact & { readonly deputyId: string };
  'absence.ended': AbsenceFact;
  /** Logged when a user signs in from a network that the account was not used from within 90 days. */
  'session.new_network': { readonly userId: string; readonly sessionId: string };
  'session.revoked': { readonly userId: string; readonly sessionIds: readonly string[] };

  'authority.recorded': { readonly authorityId: string };
  'authority.clocks_confirmed': { readonly authorityId: string };
  'authority.contingency_key_set': { readonly authorityId: string };
  'authority.contingency_key_removed': { readonly authorityId: string };
  'authority.contingency_pack_written': {
    readonly authorityId: string;
    readonly packId: string;
    readonly people: number;
    readonly openWork: number;
  };
  'authority.stage_changed': {
    readonly authorityId: string;
    readonly stageChangeId: string;
    readonly stage: Stage;
  };
  'care_list.asked': CareListFact;
  'care_list.confirmed': CareListFact & { readonly people: number; readonly weeklyMinutes: number };
  /** Logged when a commissioner goes on without the provider's confirmation. */
  'care_list.accepted': CareListFact & { readonly people: number; readonly weeklyMinutes: number };
  'care_dispute.raised': CareDisputeFact & { readonly kind: DisputeKind };
  'care_dispute.settled': CareDisputeFact & { readonly outcome: DisputeOutcome };
  'care_dispute.handed_over': HandedOver & { readonly disputeId: string };
  'reconciliation.made': {
    readonly reconciliationId: string;
    readonly kind: FigureKind;
    readonly found: number;
    readonly gone: number;
    readonly open: number;
  };
  'care_difference.settled': {
    readonly differenceId: string;
    readonly outcome: DifferenceOutcome;
  };
  'care_difference.handed_over': HandedOver & { readonly differenceId: string };
  'lot.recorded': { readonly lotId: string };
  'lot.changed': { readonly lotId: string };
  'clock_profile.changed': { readonly urgency: string };
  'provider.recorded': { readonly providerId: string };
  'branch.recorded': { readonly branchId: string };
  'branch.changed': { readonly branchId: string };
  /** Logged when a provider declares or withdraws capabilities of its branch. */
  'branch.capabilities_declared': {
    readonly branchId: string;
    readonly declared: readonly Capability[];
    readonly withdrawn: readonly Capability[];
  };
  /** Logged when a council confirms or refuses capabilities, or declares them on behalf of the branch. */
  'branch.capabilities_answered': {
    readonly branchId: string;
    readonly kind: CapabilityAnswerKind;
    readonly capabilities: readonly Capability[];
  };
  'contract.recorded': { readonly contractId: string; readonly branchId: string; readonly lotId: string };
  'contract.changed': { readonly contractId: string; readonly branchId: string; readonly lotId: string };
  /** Logged for each contract of an uplift. */
  'contract.rates_changed': {
    readonly contractId: string;
    readonly branchId: string;
    readonly lotId: string;
    readonly upliftId: string;
    readonly fromOn: string;
  };
  /** Logged for each contract of an uplift that was withdrawn before its day. */
  'contract.rates_withdrawn': {
    readonly contractId: string;
    readonly branchId: string;
    readonly lotId: string;
    readonly upliftId: string;
  };
  'contract.handed_over': HandedOver & { readonly contractId: string };
  'subcontract.handed_over': HandedOver & { readonly subcontractId: string };
  'check.handed_over': HandedOver & { readonly checkId: string };
  'check.recorded': { readonly checkId: string; readonly branchId: string };
  'subcontract.recorded': {
    readonly subcontractId: string;
    readonly branchId: string;
    readonly lotId: string;
  };
  'subcontract.ended': {
    readonly subcontractId: string;
    readonly branchId: string;
    readonly lotId: string;
    readonly endsOn: string;
  };
  'capacity.declared': {
    readonly branchId: string;
    readonly lotId: string;
    readonly spareMinutes: number;
  };

  'person.recorded': { readonly personId: string };
  'person.changed': { readonly personId: string };
  /** Logged when a user confirms that two similar records are of two people. */
  'person.distinguished': { readonly personId: string; readonly otherPersonId: string };
  /** Logged when another record of the same person is merged into a person's record. */
  'person.merged': { readonly personId: string; readonly otherPersonId: string };
  'person.excluded_branch': { readonly personId: string; readonly branchId: string };
  'person.allowed_branch': { readonly personId: string; readonly branchId: string };

  'import.uploaded': ImportFact & { readonly kind: ImportKind; readonly rows: number };
  /** Logged after each batch of rows. The next batch follows from this event. */
  'import.moved': ImportFact & { readonly status: ImportStatus; readonly row: number };
  'import.checked': ImportFact;
  'import.started': ImportFact & { readonly rows: number };
  'import.stopped': ImportFact;
  'import.done': ImportFact;
  'import.discarded': ImportFact;
  'import.taken_back': ImportFact & { readonly rows: number };

  'package.created': { readonly packageId: string; readonly weeklyMinutes: number };
  'package.changed': {
    readonly packageId: string;
    readonly version: number;
    readonly weeklyMinutes: number;
  };
  'package.withdrawn': { readonly packageId: string };
  'package.handed_over': HandedOver & { readonly packageId: string };

  'broadcast.opened': {
    readonly broadcastId: string;
    readonly packageId: string;
    readonly round: number;
    readonly closesAt: string;
    /** The number of branches that are invited at once. In older events, it was the number of eligible branches. */
    readonly invited: number;
    /** The number of branches that the waves invite, if all of them open. Older events do not have it. */
    readonly eligible?: number;
    readonly decided: number;
    readonly waves: readonly { readonly number: number; readonly opensAt: string }[];
  };
  'broadcast.wave_opened': {
    readonly broadcastId: string;
    readonly packageId: string;
    readonly wave: number;
  };
  'broadcast.extended': {
    readonly broadcastId: string;
    readonly packageId: string;
    readonly closesAt: string;
  };
  'broadcast.closed': {
    readonly broadcastId: string;
    readonly packageId: string;
    readonly offers: number;
    readonly cause: CloseCause;
    /** True if the top offer is awarded automatically, because the settings of the reallocation say so. */
    readonly awardsTop: boolean;
  };
  'broadcast.unfilled': {
    readonly broadcastId: string;
    readonly packageId: string;
    readonly cause: CloseCause;
  };
  'broadcast.cancelled': { readonly broadcastId: string; readonly packageId: string };
  /**
   * Logged when the number of offers for a sealed, open broadcast has changed. Names neither the offer nor
   * the branch. Only staff receive this event.
   */
  'broadcast.offers_changed': { readonly broadcastId: string; readonly packageId: string };

  'invitation.opened': InvitationFact & { readonly closesAt: string };
  'invitation.seen': InvitationFact & AnswerFact;
  'invitation.declined': InvitationFact & AnswerFact & { readonly reason: string };
  'invitation.revoked': InvitationFact & { readonly reason: string };
  'invitation.ended': InvitationFact & AnswerFact;

  'offer.made': OfferFact;
  'offer.revised': OfferFact;
  'offer.withdrawn': OfferFact;
  'offer.lapsed': OfferFact & { readonly reason: string };
  'offer.lost': OfferFact & { readonly rank: number | null; readonly of: number | null };

  'award.made': AwardFact & { readonly offerId: string; readonly rank: number; readonly startDueAt: string };
  'award.withdrawn': AwardFact;
  /**
   * Logged when a restriction forbids the start of an award. `restrictionId` is null if the start is
   * forbidden because the delivering branch lost its registration.
   */
  'award.blocked': AwardFact & { readonly restrictionId: string | null };
  /** Logged when no restriction forbids the start of a blocked award any more. */
  'award.unblocked': AwardFact;
  'award.overdue': AwardFact & { readonly startDueAt: string };
  /**
   * Logged when an officer tried to reach the branch. Only staff receive this event. The note of the call is in
   * the row only.
   */
  'award.contact_tried': AwardFact & { readonly contactAttemptId: string; readonly reached: boolean };

  'placement.started': PlacementFact;
  'placement.varied': PlacementFact & { readonly fromMinutes: number; readonly toMinutes: number };
  /** Logged when imported care is taken back, so that it counts as never recorded. */
  'placement.taken_back': PlacementFact;
  'placement.ended': PlacementFact & { readonly reason: string };

  'variation.requested': VariationRequestFact & { readonly fromMinutes: number; readonly toMinutes: number };
  'variation.approved': VariationRequestFact & { readonly variationId: string };
  'variation.refused': VariationRequestFact;
  'variation.withdrawn': VariationRequestFact;
  'variation.handed_over': HandedOver & { readonly variationRequestId: string };

  'restriction.recorded': {
    readonly restrictionId: string;
    readonly branchId: string;
    readonly source: string;
    readonly conditions: readonly string[];
    readonly from: string;
    readonly to: string | null;
  };
  'restriction.enforced': {
    readonly restrictionId: string;
    readonly branchId: string;
    readonly revoked: number;
  };
  'restriction.amended': {
    readonly restrictionId: string;
    readonly branchId: string;
    readonly version: number;
    readonly conditions: readonly string[];
    readonly from: string;
    readonly to: string | null;
  };
  'restriction.lifted': { readonly restrictionId: string; readonly branchId: string };
  'restriction.expired': { readonly restrictionId: string; readonly branchId: string };
  'restriction.handed_over': HandedOver & { readonly restrictionId: string };
  /** Logged when an organisation contests a notice of CQC. One of the two ids is null. */
  'contest.opened': ContestFact & {
    readonly byAuthorityId: string | null;
    readonly byProviderId: string | null;
  };
  'contest.answered': ContestFact & { readonly outcome: ContestOutcome };
  'contest.handed_over': HandedOver & { readonly contestId: string };
  'permission.recorded': { readonly permissionId: string; readonly branchId: string };
  'permission.withdrawn': { readonly permissionId: string; readonly branchId: string };
  'permission.returned': { readonly permissionId: string; readonly branchId: string };
  'permission.used': { readonly permissionId: string; readonly branchId: string };
  'hand_back.recorded': {
    readonly handBackId: string;
    readonly branchId: string;
    readonly lotIds: readonly string[];
    readonly leavesOn: string;
  };
  'reallocation.proposed': ReallocationFact & { readonly ownerId: string };
  'reallocation.dismissed': ReallocationFact;
  'reallocation.started': ReallocationFact & {
    readonly cases: number;
    readonly untouched: number;
    readonly nextReleaseAt: string | null;
  };
  'reallocation.released': ReallocationFact & {
    readonly released: number;
    readonly nextReleaseAt: string | null;
  };
  'reallocation.paused': ReallocationFact;
  'reallocation.resumed': ReallocationFact & { readonly nextReleaseAt: string | null };
  'reallocation.changed': ReallocationFact;
  'reallocation.stopping': ReallocationFact & { readonly cause: KeepCause };
  'reallocation.finished': ReallocationFact;
  'case.changed': {
    readonly caseId: string;
    readonly reallocationId: string;
    readonly packageId: string;
    readonly from: CaseStatus;
    readonly to: CaseStatus;
    /** The user who must take the next action on the case. Null once the case is closed. */
    readonly ownerId: string | null;
  };
  'case.handed_over': HandedOver & { readonly caseId: string };
  'reallocation.handed_over': HandedOver & { readonly reallocationId: string };
  /** Logged when a document is deleted because no record has cited it for 7 days. */
  'document.expired': { readonly documentId: string };
  'document.uploaded': {
    readonly documentId: string;
    readonly mediaType: string;
    readonly byteSize: number;
  };
  'report.owed': ReportFact & { readonly dueAt: string };
  'report.received': ReportFact & { readonly late: boolean };
  'report.overdue': ReportFact & { readonly dueAt: string };
  'report.handed_over': HandedOver & { readonly reportId: string };
  'concern.closed': {
    readonly concernId: string;
    readonly branchId: string;
    readonly kind: string;
    readonly outcome: ConcernOutcome;
  };
  'concern.handed_over': HandedOver & { readonly concernId: string };
  'concern.recorded': { readonly concernId: string; readonly branchId: string; readonly kind: string };
}

/** The events of decisions. Their payloads carry digests (docs/audit.md). */
type DecidingEvent =
  | 'authority.stage_changed'
  | 'care_list.confirmed'
  | 'care_list.accepted'
  | 'care_dispute.settled'
  | 'care_difference.settled'
  | 'check.recorded'
  | 'contract.rates_changed'
  | 'contract.rates_withdrawn'
  | 'case.changed'
  | 'branch.recorded'
  | 'branch.changed'
  | 'branch.capabilities_declared'
  | 'branch.capabilities_answered'
  | 'package.created'
  | 'package.changed'
  | 'package.withdrawn'
  | 'broadcast.opened'
  | 'broadcast.extended'
  | 'broadcast.closed'
  | 'broadcast.unfilled'
  | 'broadcast.cancelled'
  | 'invitation.declined'
  | 'offer.made'
  | 'offer.revised'
  | 'offer.withdrawn'
  | 'offer.lapsed'
  | 'award.made'
  | 'award.withdrawn'
  | 'award.contact_tried'
  | 'placement.started'
  | 'placement.varied'
  | 'placement.ended'
  | 'variation.requested'
  | 'variation.approved'
  | 'variation.refused'
  | 'restriction.recorded'
  | 'restriction.amended'
  | 'restriction.lifted'
  | 'contest.opened'
  | 'contest.answered'
  | 'permission.recorded'
  | 'hand_back.recorded'
  | 'reallocation.started'
  | 'reallocation.dismissed'
  | 'reallocation.stopping'
  | 'document.uploaded'
  | 'report.received';

/** The payload of each event as the log has it: what subscribers are told, and the digests of a decision. */
export type EventPayloads = {
  readonly [N in keyof ToldPayloads]: N extends DecidingEvent ? Decided & ToldPayloads[N] : ToldPayloads[N];
};

/**
 * The digests of what an event decided (docs/audit.md). The digests are salted, so they reveal nothing about the content.
 */
export type Decided = {
  readonly digests: readonly RecordDigest[];
};

/** A new owner of open work. `fromId` is the earlier owner, and null if there was none. Older events do not have it. */
type HandedOver = {
  readonly ownerId: string;
  readonly fromId: string | null;
};

type AbsenceFact = {
  readonly absenceId: string;
  /** The user who is away. */
  readonly userId: string;
};

type KeyFact = {
  readonly userId: string;
  readonly keyId: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresAt: string;
};

type CareListFact = {
  readonly careListId: string;
  readonly branchId: string;
};

type CareDisputeFact = {
  readonly disputeId: string;
  readonly careListId: string;
  readonly branchId: string;
};

type ImportFact = {
  readonly importId: string;
};

type ReallocationFact = {
  readonly reallocationId: string;
  readonly branchId: string;
};

type InvitationFact = {
  readonly invitationId: string;
  readonly broadcastId: string;
  readonly packageId: string;
  readonly branchId: string;
};

type AnswerFact = {
  /**
   * True if the event was logged while the answers to a sealed broadcast were sealed. Such an event is sent to
   * the branch's provider only, never to the staff of the authority.
   */
  readonly isSealed: boolean;
};

/** The ids in the payload of an offer event. The payload does not name the branch. */
type OfferFact = AnswerFact & {
  readonly offerId: string;
  readonly broadcastId: string;
  readonly packageId: string;
  readonly method: AllocationMethod;
};

type AwardFact = {
  readonly awardId: string;
  readonly broadcastId: string;
  readonly packageId: string;
  readonly branchId: string;
  readonly deliveringBranchId: string;
};

type PlacementFact = {
  readonly placementId: string;
  readonly packageId: string;
  readonly deliveringBranchId: string;
  readonly weeklyMinutes: number;
};

type ReportFact = {
  readonly reportId: string;
  readonly restrictionId: string;
  readonly branchId: string;
  readonly number: number;
};

type VariationRequestFact = {
  readonly variationRequestId: string;
  readonly placementId: string;
  readonly packageId: string;
  readonly deliveringBranchId: string;
};

type ContestFact = {
  readonly contestId: string;
  readonly restrictionId: string;
  readonly branchId: string;
};

export type EventName = keyof EventPayloads;

/**
 * The first word of an event name, such as `offer` in `offer.made`. The word says what kind of thing the
 * event is about.
 */
export type SubjectPrefix = EventName extends `${infer Prefix}.${string}` ? Prefix : never;

type FactOf<Prefix extends SubjectPrefix> = keyof EventPayloads[Extract<EventName, `${Prefix}.${string}`>];

/**
 * What the events are about, keyed by the first word of the event's name. `idFrom` lists the payload fields
 * that make up the subject's id.
 */
export const SUBJECTS: {
  readonly [P in SubjectPrefix]: { readonly type: string; readonly idFrom: readonly FactOf<P>[] };
} = {
  user: { type: 'user', idFrom: ['userId'] },
  session: { type: 'user', idFrom: ['userId'] },
  team: { type: 'team', idFrom: ['teamId'] },
  absence: { type: 'absence', idFrom: ['absenceId'] },
  authority: { type: 'authority', idFrom: ['authorityId'] },
  care_list: { type: 'care_list', idFrom: ['careListId'] },
  care_dispute: { type: 'care_dispute', idFrom: ['disputeId'] },
  reconciliation: { type: 'reconciliation', idFrom: ['reconciliationId'] },
  care_difference: { type: 'care_difference', idFrom: ['differenceId'] },
  lot: { type: 'lot', idFrom: ['lotId'] },
  clock_profile: { type: 'clock_profile', idFrom: ['urgency'] },
  provider: { type: 'provider', idFrom: ['providerId'] },
  branch: { type: 'branch', idFrom: ['branchId'] },
  contract: { type: 'contract', idFrom: ['contractId'] },
  check: { type: 'contract_check', idFrom: ['checkId'] },
  subcontract: { type: 'subcontract', idFrom: ['subcontractId'] },
  capacity: { type: 'capacity', idFrom: ['branchId', 'lotId'] },
  person: { type: 'person', idFrom: ['personId'] },
  package: { type: 'package', idFrom: ['packageId'] },
  broadcast: { type: 'broadcast', idFrom: ['broadcastId'] },
  import: { type: 'import', idFrom: ['importId'] },
  invitation: { type: 'invitation', idFrom: ['invitationId'] },
  offer: { type: 'offer', idFrom: ['offerId'] },
  award: { type: 'award', idFrom: ['awardId'] },
  placement: { type: 'placement', idFrom: ['placementId'] },
  variation: { type: 'variation_request', idFrom: ['variationRequestId'] },
  restriction: { type: 'restriction', idFrom: ['restrictionId'] },
  contest: { type: 'contest', idFrom: ['contestId'] },
  permission: { type: 'permission', idFrom: ['permissionId'] },
  hand_back: { type: 'hand_back', idFrom: ['handBackId'] },
  reallocation: { type: 'reallocation', idFrom: ['reallocationId'] },
  case: { type: 'case', idFrom: ['caseId'] },
  document: { type: 'document', idFrom: ['documentId'] },
  report: { type: 'report', idFrom: ['reportId'] },
  concern: { type: 'concern', idFrom: ['concernId'] },
};

/** True for events about users and their sessions. Only administrators and auditors receive these events. */
export function isAboutAccounts(name: EventName): boolean {
  return name.startsWith('user.') || name.startsWith('session.');
}

/**
 * An event as a subscriber receives it. The actor is left out, because staff and providers must not learn
 * which user of the other side acted.
 */
export interface EventMessage<N extends EventName = EventName> {
  /**
   * The event's place in the subscriber's stream, as an opaque text. Positions can be stored and sent back, but
   * not compared: a position reveals nothing about other streams.
   */
  readonly position: string;
  readonly name: N;
  readonly at: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** Digests are left out, because only the verification of the log reads them. */
  readonly payload: ToldPayloads[N];
}
