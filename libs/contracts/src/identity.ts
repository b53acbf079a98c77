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
   * When sign-ins were last throttled because of many wrong passwords for this account, if that was after the
   * user's previous sign-in. Otherwise null.
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
  /** False until the user has set a password with a link. Such a user cannot sign in. */
  readonly hasJoined: boolean;
  /** When the user's open link expires. Null without an open link. The time may be in the past. */
  readonly linkExpiresAt: string | null;
  readonly version: number;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /**
   * The provider whose first administrator an authority invites. Absent for users of the inviter's own
   * organisation.
   */
  readonly providerId?: string;
}

/** The parts of a user that an administrator may change. */
export interface UserChange {
  readonly name?: string;
  readonly email?: string;
  readonly role?: Role;
}

/** Limits a list of users. */
export interface UserFilter {
  readonly role?: Role;
  readonly state?: UserState;
}

export const USER_STATES = ['invited', 'active', 'disabled'] as const;
/** What a user is at the moment: invited without a password yet, able to sign in, or disabled. */
export type UserState = (typeof USER_STATES)[number];

/** A single-use link with which a user sets a password. The token is shown only once. */
export interface ShownLink {
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * A user for whom a link was issued. The link is null if it must not be shown to the caller, because the user
 * belongs to another organisation, or because the link was shown before (a repeated request).
 */
export interface UserWithLink {
  readonly user: UserView;
  readonly link: ShownLink | null;
}

/** The account for which a link sets the password, as the bearer of the link sees it. */
export interface AccountLinkView {
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly expiresAt: string;
}

/** The administrator of a provider under contract, as an administrator of the authority sees it. */
export interface ProviderAdministration {
  readonly providerId: string;
  readonly providerName: string;
  readonly administrator: 'none' | 'invited' | 'active';
  /** The user whom the reader's own authority has invited and who has not come in yet. Null for all others. */
  readonly invited: { readonly userId: string; readonly name: string; readonly email: string } | null;
}

/** Something that happened to a user's account: who did it, and when. */
export interface AccountEventView {
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly userId: string;
  readonly userName: string;
  /** The user who acted. Null for the operator, the system, and the bearer of a link. */
  readonly actorName: string | null;
}
