import type { Role } from './access.js';

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** The request of a user to change the user's own password. */
export interface ChangeOfPassword {
  readonly oldPassword: string;
  readonly newPassword: string;
}

/** The token is shown only in this answer; the database has its hash. */
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
  /** The user's provider. Only for role `provider`. */
  readonly providerId?: string;
}
