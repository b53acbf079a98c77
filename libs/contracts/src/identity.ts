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
  readonly version: number;
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  /** The provider for which the user works. Required for role `provider`, absent for all other roles. */
  readonly providerId?: string;
}
