import type { EventName, ToldPayloads } from '#contracts/events';
import type { ChannelName, MessageKind, MessageUrgency } from '#contracts/messages';
import { CAPACITY_FRESH_DAYS } from '#contracts/providers';
import type { Role } from '#contracts/roles-and-actors';
import { londonInstant } from '../time/london.js';
import { addDays } from '../time/iso-date.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The recipients of a message, named by ids that the event gives. A query finds the users. */
export type Audience =
  /** The users who work for these branches, each within the branches to which the user is limited. */
  | { readonly to: 'branches'; readonly branchIds: readonly string[] }
  /** The users who work for the branch of an offer. */
  | { readonly to: 'offering_branch'; readonly offerId: string }
  /** The users who work for the branches with an open invitation to a broadcast. */
  | { readonly to: 'invited_branches'; readonly broadcastId: string }
  /** The users who work for the branch of an invitation, if its broadcast was cancelled. */
  | { readonly to: 'branch_of_cancelled_round'; readonly invitationId: string }
  /** A user, about the user's own account. Told also if the user caused the event. */
  | { readonly to: 'account'; readonly userId: string }
  /** The owner of work. While the owner is away, the deputy. */
  | { readonly to: 'owner'; readonly userId: string }
  | { readonly to: 'owner_of_package'; readonly packageId: string }
  | { readonly to: 'owner_of_reallocation'; readonly reallocationId: string }
  | { readonly to: 'owner_of_report'; readonly reportId: string }
  | { readonly to: 'owner_of_variation'; readonly variationRequestId: string }
  /** The users with a role in the authority of the event. For each who is away, the deputy. */
  | { readonly to: 'role'; readonly role: Extract<Role, 'commissioner' | 'administrator'> };

export type AudienceKind = Audience['to'];

interface Occurrence<N extends EventName> {
  readonly payload: ToldPayloads[N];
  readonly at: Date;
}

/** When a message becomes due. `words` are shown in the table "Who is told what". */
export interface Timing<N extends EventName> {
  readonly words: string;
  readonly instants: (event: Occurrence<N>) => readonly Date[];
}

export interface Subject {
  readonly type: string;
  readonly id: string;
}

/** A rule by which an event tells users something (docs/rules.md §12). */
export interface MessageRule<N extends EventName> {
  readonly kind: MessageKind;
  readonly to: AudienceKind;
  readonly audience: (payload: ToldPayloads[N]) => Audience;
  /** The urgency. `of_package`: at once for a hospital discharge, otherwise soon. */
  readonly urgency: MessageUrgency | 'of_package';
  readonly channels: readonly ChannelName[];
  /** True if users cannot switch the message off. */
  readonly mandatory: boolean;
  /** If absent, the message is due at once. */
  readonly timing?: Timing<N>;
  /** If given, the rule applies only to payloads for which the condition is true. */
  readonly condition?: (payload: ToldPayloads[N]) => boolean;
  /** What the link of the message shows. If absent, the subject of the event. */
  readonly subject?: (payload: ToldPayloads[N]) => Subject;
  /** The deadline that the message names. */
  readonly until?: (payload: ToldPayloads[N]) => string;
}

/** The reason why an event tells no user. */
export interface TellsNobody {
  readonly because: string;
}

export type MessageRules = {
  readonly [N in EventName]: readonly MessageRule<N>[] | TellsNobody;
};

const silent = (because: string): TellsNobody => ({ because });

const MAIL: readonly ChannelName[] = ['mail'];
const mandatory = { channels: MAIL, mandatory: true } as const;
const optional = { channels: MAIL, mandatory: false } as const;

type OfBranch = { readonly branchId: string };
const toBranch = {
  to: 'branches',
  audience: ({ branchId }: OfBranch): Audience => ({ to: 'branches', branchIds: [branchId] }),
} as const;

type OfAward = { readonly branchId: string; readonly deliveringBranchId: string };
const toBranches = {
  to: 'branches',
  audience: ({ branchId, deliveringBranchId }: OfAward): Audience => ({
    to: 'branches',
    branchIds: [...new Set([branchId, deliveringBranchId])],
  }),
} as const;

const toDeliverer = {
  to: 'branches',
  audience: ({ deliveringBranchId }: { readonly deliveringBranchId: string }): Audience => ({
    to: 'branches',
    branchIds: [deliveringBranchId],
  }),
} as const;

const toPackageOwner = {
  to: 'owner_of_package',
  audience: ({ packageId }: { readonly packageId: string }): Audience => ({
    to: 'owner_of_package',
    packageId,
  }),
} as const;

const toAccount = {
  to: 'account',
  audience: ({ userId }: { readonly userId: string }): Audience => ({ to: 'account', userId }),
} as const;

const toCommissioners = {
  to: 'role',
  audience: (): Audience => ({ to: 'role', role: 'commissioner' }),
} as const;

const toOwner = {
  to: 'owner',
  audience: ({ ownerId }: { readonly ownerId: string }): Audience => ({ to: 'owner', userId: ownerId }),
} as const;

/** Tells the new owner of open work. */
const assigned = { kind: 'assignment', ...toOwner, urgency: 'soon', ...optional } as const;

/** The instant at which half of the time between the event and a deadline is over. */
export function halfOfWindow(at: Date, deadline: Date): Date {
  return new Date((at.getTime() + deadline.getTime()) / 2);
}

/** The days before a branch leaves on which the commissioners are reminded. */
export const LEAVING_REMINDERS: readonly number[] = [14, 7, 3, 1];

const beforeLeaving: Timing<'hand_back.recorded'> = {
  words: `${LEAVING_REMINDERS.join(', ')} days before the last day, at 8am`,
  instants: ({ payload, at }) =>
    LEAVING_REMINDERS.map((days) => londonInstant(addDays(payload.leavesOn, -days), '08:00')).filter(
      (due) => due > at,
    ),
};

/** Only the three days before a report is due are a reminder. A report that is due sooner is told at once. */
const REPORT_REMINDER_MS = 3 * DAY_MS;
const START_REMINDER_MS = 2 * HOUR_MS;
const before = (deadline: string, ms: number, at: Date): readonly Date[] => [
  new Date(Math.max(at.getTime(), Date.parse(deadline) - ms)),
];

/** True for the conditions of a case in which no branch could be found for the person. */
const isStuck = (to: string): boolean => to === 'unplaced';

const OF_THE_PAGE = 'the pages that show the record are kept up to date, and no one has to act';
const OF_OWN_ACT = 'the user who did this knows it';
const OF_SETTING_UP = 'it is a step of setting up, which is done on the page itself';
const OF_ANSWER = 'the answers of branches are sealed while the round is open';

/**
 * Who is told what for every event: the one table of messages. An event without a line does not compile. Each line is
 * a list of rules, or the reason why the event tells no user (docs/rules.md §12).
 */
export const MESSAGE_RULES: MessageRules = {
  'user.created': silent('the link of the invitation is a message of its own'),
  'user.changed': silent(OF_THE_PAGE),
  'user.disabled': silent('the user can no longer sign in, and the administrator tells the user'),
  'user.enabled': silent('the administrator tells the user'),
  'user.email_changed': silent('the earlier address may no longer be the user’s'),
  'user.role_changed': silent('the administrator tells the user, who sees the new pages at the next sign-in'),
  'user.branches_changed': silent('the administrator tells the user, who sees other branches from now on'),
  'user.link_requested': [{ kind: 'password_link', ...toAccount, urgency: 'now', ...mandatory }],
  'user.email_requested': [{ kind: 'email_link', ...toAccount, urgency: 'now', ...mandatory }],
  'user.webhook_changed': silent(OF_OWN_ACT),
  'user.webhook_switched_off': [{ kind: 'webhook_off', ...toAccount, urgency: 'soon', ...mandatory }],
  'user.key_made': [{ kind: 'key_made', ...toAccount, urgency: 'soon', ...mandatory }],
  'user.key_rotated': [{ kind: 'key_made', ...toAccount, urgency: 'soon', ...mandatory }],
  'user.link_ordered': [
    {
      kind: 'account_invitation',
      ...toAccount,
      urgency: 'now',
      ...mandatory,
      condition: ({ purpose }) => purpose === 'invitation',
    },
    {
      kind: 'password_link',
      ...toAccount,
      urgency: 'now',
      ...mandatory,
      condition: ({ purpose }) => purpose === 'password',
    },
    {
      kind: 'email_link',
      ...toAccount,
      urgency: 'now',
      ...mandatory,
      condition: ({ purpose }) => purpose === 'email',
    },
  ],
  'user.request_dismissed': silent('the administrator has spoken with the user'),
  'user.link_issued': silent('the link goes in the mail for which it was made, or is handed over'),
  'user.link_revoked': silent(OF_THE_PAGE),
  'user.password_set': [{ kind: 'password_changed', ...toAccount, urgency: 'soon', ...mandatory }],
  'user.password_changed': [{ kind: 'password_changed', ...toAccount, urgency: 'soon', ...mandatory }],
  'user.guessed': [{ kind: 'password_guessed', ...toAccount, urgency: 'now', ...mandatory }],
  'team.recorded': silent(OF_SETTING_UP),
  'team.changed': silent(OF_SETTING_UP),
  'team.removed': silent(OF_SETTING_UP),
  'absence.recorded': [
    {
      ...assigned,
      to: 'account',
      audience: ({ deputyId }) => ({ to: 'account', userId: deputyId }),
      subject: ({ absenceId }) => ({ type: 'absence', id: absenceId }),
    },
  ],
  'absence.deputy_changed': [
    {
      ...assigned,
      to: 'account',
      audience: ({ deputyId }) => ({ to: 'account', userId: deputyId }),
      subject: ({ absenceId }) => ({ type: 'absence', id: absenceId }),
    },
  ],
  'absence.ended': silent('the deputy sees on the board that the work is the colleague’s again'),
  'session.new_network': [{ kind: 'sign_in_new_device', ...toAccount, urgency: 'now', ...mandatory }],
  'session.revoked': silent('the user signs in again'),

  'authority.recorded': silent(OF_SETTING_UP),
  'authority.clocks_confirmed': silent(OF_SETTING_UP),
  'authority.contingency_key_set': silent(OF_SETTING_UP),
  'authority.contingency_key_removed': silent(OF_SETTING_UP),
  'authority.contingency_pack_written': silent('a pack that is missing raises an alert of operations'),
  'authority.stage_changed': silent('providers are told of each list, invitation and restriction'),
  'care_list.asked': [{ kind: 'care_list_asked', ...toBranch, urgency: 'soon', ...mandatory }],
  'care_list.confirmed': silent('the council sees on its page which lists are confirmed'),
  'care_list.accepted': silent('the list is closed, and no one has to act'),
  'care_dispute.raised': [{ kind: 'care_dispute_raised', ...toCommissioners, urgency: 'soon', ...optional }],
  'care_dispute.settled': [{ kind: 'care_dispute_settled', ...toBranch, urgency: 'soon', ...optional }],
  'care_dispute.handed_over': [assigned],
  'reconciliation.made': silent(OF_OWN_ACT),
  'care_difference.settled': silent(OF_THE_PAGE),
  'care_difference.handed_over': [assigned],
  'lot.recorded': silent(OF_SETTING_UP),
  'lot.changed': silent(OF_SETTING_UP),
  'clock_profile.changed': silent(OF_SETTING_UP),
  'provider.recorded': silent(OF_SETTING_UP),
  'branch.recorded': silent(OF_SETTING_UP),
  'branch.changed': silent('what follows for care and for work is told by its own events'),
  'branch.capabilities_declared': [
    { kind: 'skills_declared', ...toCommissioners, urgency: 'digest', ...optional },
  ],
  'branch.capabilities_answered': [{ kind: 'skills_answered', ...toBranch, urgency: 'digest', ...optional }],
  'contract.recorded': silent('contracts are agreed in writing outside of Homeward'),
  'contract.changed': silent('contracts are agreed in writing outside of Homeward'),
  'contract.rates_changed': silent('rates are agreed in writing outside of Homeward'),
  'contract.rates_withdrawn': silent('rates are agreed in writing outside of Homeward'),
  'contract.handed_over': [assigned],
  'subcontract.handed_over': [assigned],
  'check.handed_over': [assigned],
  'check.recorded': silent('only the council reads its checks, and the board shows a review that is due'),
  'subcontract.recorded': silent('the contracting branch requested it'),
  'subcontract.ended': silent('what follows for care and for work is told by its own events'),
  'capacity.declared': [
    {
      kind: 'capacity_stale',
      ...toBranch,
      urgency: 'digest',
      ...optional,
      timing: {
        words: `${CAPACITY_FRESH_DAYS - 1} days after the last declaration`,
        instants: ({ at }) => [new Date(at.getTime() + (CAPACITY_FRESH_DAYS - 1) * DAY_MS)],
      },
      subject: ({ branchId, lotId }) => ({ type: 'capacity', id: `${branchId}/${lotId}` }),
    },
  ],

  'person.recorded': silent(OF_THE_PAGE),
  'person.changed': silent(OF_THE_PAGE),
  'person.distinguished': silent(OF_THE_PAGE),
  'person.merged': silent(OF_THE_PAGE),
  'person.excluded_branch': silent(OF_THE_PAGE),
  'person.allowed_branch': silent(OF_THE_PAGE),

  'import.uploaded': silent(OF_OWN_ACT),
  'import.moved': silent(OF_THE_PAGE),
  'import.checked': silent('the user who uploads a table waits on its page'),
  'import.started': silent(OF_OWN_ACT),
  'import.stopped': silent(OF_OWN_ACT),
  'import.done': silent('the user who uploads a table waits on its page'),
  'import.discarded': silent('the user did not go on with the table'),
  'import.taken_back': silent(OF_OWN_ACT),

  'package.created': silent(OF_OWN_ACT),
  'package.changed': silent(OF_OWN_ACT),
  'package.withdrawn': silent('the invited branches are told that the round ended'),
  'package.handed_over': [assigned],

  'broadcast.opened': silent('each invited branch is told by its invitation'),
  'broadcast.wave_opened': silent('each invited branch is told by its invitation'),
  'broadcast.extended': [
    {
      kind: 'deadline_near',
      to: 'invited_branches',
      audience: ({ broadcastId }) => ({ to: 'invited_branches', broadcastId }),
      urgency: 'of_package',
      ...optional,
      timing: {
        words: 'when half of the time that is left is over, if the branch has not answered',
        instants: ({ payload, at }) => [halfOfWindow(at, new Date(payload.closesAt))],
      },
      until: ({ closesAt }) => closesAt,
    },
  ],
  'broadcast.closed': [
    {
      kind: 'offers_to_compare',
      ...toPackageOwner,
      urgency: 'of_package',
      ...optional,
      subject: ({ packageId }) => ({ type: 'package', id: packageId }),
      condition: ({ offers, awardsTop }) => offers > 0 && !awardsTop,
    },
  ],
  'broadcast.unfilled': [
    {
      kind: 'no_offers',
      ...toPackageOwner,
      urgency: 'of_package',
      ...optional,
      subject: ({ packageId }) => ({ type: 'package', id: packageId }),
    },
  ],
  'broadcast.cancelled': silent('each invited branch is told when its invitation ends'),
  'broadcast.offers_changed': silent(OF_ANSWER),

  'invitation.opened': [
    {
      kind: 'invitation',
      ...toBranch,
      urgency: 'of_package',
      ...mandatory,
      until: ({ closesAt }) => closesAt,
    },
    {
      kind: 'deadline_near',
      ...toBranch,
      urgency: 'of_package',
      ...optional,
      timing: {
        words: 'when half of the time to answer is over, if the branch has not answered',
        instants: ({ payload, at }) => [halfOfWindow(at, new Date(payload.closesAt))],
      },
      until: ({ closesAt }) => closesAt,
    },
  ],
  'invitation.seen': silent(OF_ANSWER),
  'invitation.declined': silent(OF_ANSWER),
  'invitation.revoked': [{ kind: 'withdrawn', ...toBranch, urgency: 'soon', ...optional }],
  'invitation.ended': [
    {
      kind: 'withdrawn',
      to: 'branch_of_cancelled_round',
      audience: ({ invitationId }) => ({ to: 'branch_of_cancelled_round', invitationId }),
      urgency: 'soon',
      ...optional,
    },
  ],

  'offer.made': silent(OF_ANSWER),
  'offer.revised': silent(OF_ANSWER),
  'offer.withdrawn': silent(OF_ANSWER),
  'offer.lapsed': silent('the branch is told why: its invitation ended, or a restriction was imposed'),
  'offer.lost': [
    {
      kind: 'outcome',
      to: 'offering_branch',
      audience: ({ offerId }) => ({ to: 'offering_branch', offerId }),
      urgency: 'soon',
      ...mandatory,
    },
  ],

  'award.made': [
    { kind: 'outcome', ...toBranches, urgency: 'of_package', ...mandatory },
    {
      kind: 'start_due',
      ...toBranches,
      urgency: 'soon',
      ...optional,
      timing: {
        words: '2 hours before the start must be confirmed, if it is not',
        instants: ({ payload, at }) => before(payload.startDueAt, START_REMINDER_MS, at),
      },
      until: ({ startDueAt }) => startDueAt,
    },
  ],
  'award.withdrawn': [{ kind: 'withdrawn', ...toBranches, urgency: 'now', ...mandatory }],
  'award.blocked': [
    { kind: 'blocked', ...toBranches, urgency: 'now', ...mandatory },
    { kind: 'blocked', ...toPackageOwner, urgency: 'now', ...mandatory },
  ],
  'award.unblocked': [
    { kind: 'unblocked', ...toBranches, urgency: 'now', ...mandatory },
    { kind: 'unblocked', ...toPackageOwner, urgency: 'soon', ...optional },
  ],
  'award.overdue': [
    { kind: 'start_overdue', ...toBranches, urgency: 'now', ...mandatory },
    { kind: 'start_overdue', ...toPackageOwner, urgency: 'now', ...mandatory },
  ],
  'award.contact_tried': silent(OF_OWN_ACT),

  'placement.started': silent('the package leaves the board, and no one has to act'),
  'placement.varied': [{ kind: 'care_changed', ...toDeliverer, urgency: 'soon', ...mandatory }],
  'placement.taken_back': silent(OF_THE_PAGE),
  'placement.ended': [{ kind: 'care_changed', ...toDeliverer, urgency: 'soon', ...mandatory }],

  'variation.requested': [
    {
      kind: 'variation_requested',
      to: 'owner_of_variation',
      audience: ({ variationRequestId }) => ({ to: 'owner_of_variation', variationRequestId }),
      urgency: 'soon',
      ...optional,
    },
  ],
  'variation.approved': [{ kind: 'variation_decided', ...toDeliverer, urgency: 'soon', ...optional }],
  'variation.refused': [{ kind: 'variation_decided', ...toDeliverer, urgency: 'soon', ...optional }],
  'variation.withdrawn': silent('the request leaves the board, and no one has to act'),
  'variation.handed_over': [assigned],

  'restriction.recorded': [{ kind: 'restriction_imposed', ...toBranch, urgency: 'now', ...mandatory }],
  'restriction.enforced': silent('the branch was told when the restriction was recorded'),
  'restriction.amended': [{ kind: 'restriction_imposed', ...toBranch, urgency: 'now', ...mandatory }],
  'restriction.lifted': [{ kind: 'restriction_lifted', ...toBranch, urgency: 'soon', ...mandatory }],
  'restriction.expired': [{ kind: 'restriction_lifted', ...toBranch, urgency: 'soon', ...mandatory }],
  'restriction.handed_over': [assigned],
  'contest.opened': [{ kind: 'contest_opened', ...toCommissioners, urgency: 'soon', ...optional }],
  'contest.answered': [{ kind: 'contest_answered', ...toBranch, urgency: 'soon', ...mandatory }],
  'contest.handed_over': [assigned],
  'permission.recorded': silent('the permission shows where the branch is invited'),
  'permission.withdrawn': silent('the permission shows where the branch is invited'),
  'permission.returned': silent(OF_THE_PAGE),
  'permission.used': silent(OF_THE_PAGE),
  'hand_back.recorded': [
    {
      kind: 'leaving_day_near',
      ...toCommissioners,
      urgency: 'soon',
      ...optional,
      timing: beforeLeaving,
      until: ({ leavesOn }) => londonInstant(leavesOn, '08:00').toISOString(),
    },
  ],
  'reallocation.proposed': [{ kind: 'transfer_proposed', ...toOwner, urgency: 'now', ...mandatory }],
  'reallocation.dismissed': silent(OF_OWN_ACT),
  'reallocation.started': silent(OF_OWN_ACT),
  'reallocation.released': silent('each transfer that needs a decision is told by its own event'),
  'reallocation.paused': silent(OF_OWN_ACT),
  'reallocation.resumed': silent(OF_OWN_ACT),
  'reallocation.changed': silent(OF_OWN_ACT),
  'reallocation.stopping': silent('the owner is told when it has finished'),
  'reallocation.finished': [
    {
      kind: 'transfer_finished',
      to: 'owner_of_reallocation',
      audience: ({ reallocationId }) => ({ to: 'owner_of_reallocation', reallocationId }),
      urgency: 'digest',
      ...optional,
    },
  ],
  'case.changed': [
    {
      kind: 'transfer_stuck',
      to: 'owner',
      audience: ({ ownerId }) => ({ to: 'owner', userId: ownerId ?? '' }),
      urgency: 'now',
      ...mandatory,
      condition: ({ to, ownerId }) => isStuck(to) && ownerId !== null,
    },
  ],
  'case.handed_over': [assigned],
  'reallocation.handed_over': [assigned],
  'document.expired': silent('no record cites the document'),
  'document.uploaded': silent(OF_OWN_ACT),
  'report.owed': [
    {
      kind: 'update_owed',
      ...toBranch,
      urgency: 'soon',
      ...mandatory,
      timing: {
        words: '3 days before the update is due',
        instants: ({ payload, at }) => before(payload.dueAt, REPORT_REMINDER_MS, at),
      },
      until: ({ dueAt }) => dueAt,
    },
  ],
  'report.received': silent('the update shows on the page of the restriction'),
  'report.overdue': [
    { kind: 'update_late', ...toBranch, urgency: 'now', ...mandatory },
    {
      kind: 'update_late',
      to: 'owner_of_report',
      audience: ({ reportId }) => ({ to: 'owner_of_report', reportId }),
      urgency: 'soon',
      ...optional,
    },
  ],
  'report.handed_over': [assigned],
  'concern.closed': silent(OF_THE_PAGE),
  'concern.handed_over': [assigned],
  'concern.recorded': silent('what caused the concern is told by its own event'),
};
