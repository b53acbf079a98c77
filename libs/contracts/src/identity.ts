import type { WorkKind } from './open-work.js';
import type { Role } from './roles-and-actors.js';

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** The request with which users change their own password. */
export interface ChangeOfPassword {
  readonly oldPassword: string;
  readonly newPassword: string;
}

/**
 * The answer to a sign-in. Only this answer contains the session token; the database stores only a hash of
 * the token.
 */
export interface SessionStarted {
  readonly token: string;
  readonly session: SessionView;
  readonly user: UserView;
  /**
   * When sign-ins to this account were last slowed down because of many wrong passwords. Null if that has not
   * happened since the user's previous sign-in.
   */
  readonly guessedAt: string | null;
}

export interface SessionView {
  readonly id: string;
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly lastSeenAt: string;
  readonly client: string | null;
  readonly current: boolean;
}

export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly disabledAt: string | null;
  /** False until the user has set a password with a link. Until then, the user cannot sign in. */
  readonly hasJoined: boolean;
  /**
   * When the link that was last issued to the user expires. Null if the user has no unused link. The time may
   * be in the past.
   */
  readonly linkExpiresAt: string | null;
  /** What the user has asked the administrators for and has not got yet. */
  readonly request: LinkRequest | null;
  /** When the last message to the user bounced, because the e-mail address does not work. Null if a later one arrived. */
  readonly mailBouncedAt: string | null;
  /** The branches to which the user of a provider is limited. Null if the user is not limited. */
  readonly branchIds: readonly string[] | null;
  readonly version: number;
}

/** The signed-in user. */
export interface OwnUserView extends UserView {
  /** True for a user of a provider that has lists to confirm, of councils that are not live yet. */
  readonly confirmsLists: boolean;
  /** How many of the newest 200 messages to the user have not been seen in the console. */
  readonly unreadMessages: number;
}

/** A request of a user for a link: to set a new password, or to confirm a new e-mail address. */
export interface LinkRequest {
  readonly at: string;
  /** The address that the user wants. Null for a forgotten password. */
  readonly newEmail: string | null;
}

/** The request with which users change their own name. */
export interface ChangeOfName {
  readonly name: string;
  readonly version: number;
}

/** The request with which users ask for another e-mail address. */
export interface RequestOfEmail {
  readonly email: string;
  /** The present password, so that a session left open is not enough. */
  readonly password: string;
}

/** What a user holds, before the user is disabled or gets another role. */
export interface OpenWorkView {
  /** How many open items of work the user owns, of every kind. Zero for users of providers. */
  readonly openItems: number;
  /** The same number for each kind of work. A new role keeps only the kinds that it may own. */
  readonly openByKind: Readonly<Record<WorkKind, number>>;
  /** How many sessions of the user are valid now. */
  readonly sessions: number;
  /** True if an enabled officer or commissioner of the authority can take the work. */
  readonly hasColleague: boolean;
  /** True if another enabled commissioner of the authority can take the work that only commissioners do. */
  readonly hasCommissioner: boolean;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /**
   * The provider whose first administrator an authority adds. Absent for users of the caller's own
   * organisation.
   */
  readonly providerId?: string;
  /** The branches to which a provider limits its user. Absent or null for a user who sees every branch. */
  readonly branchIds?: readonly string[] | null;
}

/** The request with which an administrator of a provider limits a user to some branches, or ends the limit. */
export interface BranchLimit {
  /** At least one branch of the provider. Null for every branch, also for branches that are added later. */
  readonly branchIds: readonly string[] | null;
}

/** The fields of a user that an administrator may change. */
export interface UserChange {
  readonly name?: string;
  readonly email?: string;
  readonly role?: Role;
}

/** The filters of a list of users. */
export interface UserFilter {
  /** A part of the user's name or e-mail address. */
  readonly search?: string;
  readonly role?: Role;
  readonly state?: UserState;
}

export const USER_STATES = ['invited', 'active', 'disabled', 'asking'] as const;
/**
 * The state of a user: added without a password yet, able to sign in, or disabled. The filter `asking` finds users who
 * have asked for a link, invited or active.
 */
export type UserState = (typeof USER_STATES)[number];

/** A single-use link with which a user sets a password. The token is shown only once. */
export interface ShownLink {
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * A user for whom a link was issued.
 *
 * The link is null if the user belongs to another organisation, because the caller may then not see it. The
 * link is also null if a request is repeated, because a link is shown only once.
 */
export interface UserWithLink {
  readonly user: UserView;
  readonly link: ShownLink | null;
  /** True if the link is mailed to the user, so that nobody else is shown it. */
  readonly isMailed: boolean;
}

/** The account for which a link sets the password, as the page of the link shows it. */
export interface AccountLinkView {
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly expiresAt: string;
}

/**
 * The administrator of a provider that has a contract with the authority, as the authority's administrators
 * see it.
 */
export interface ProviderAdministration {
  readonly providerId: string;
  readonly providerName: string;
  readonly administrator: 'none' | 'invited' | 'active';
  /**
   * The user whom the reader's own authority has invited and who has not used the invitation link yet.
   * Otherwise null.
   */
  readonly invited: { readonly userId: string; readonly name: string; readonly email: string } | null;
}

/** Something that happened to a user's account, with who did it and when. */
export interface AccountEventView {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly userId: string;
  readonly userName: string;
  /** The user who acted. Null if the operator, the system or a user with a link acted. */
  readonly actorName: string | null;
}

/** What a link that is mailed to a user is for: the first sign-in, a forgotten password, or a new e-mail address. */
export const LINK_PURPOSES = ['invitation', 'password', 'email'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];
