import type { Role } from './access.js';

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

/** A user changes the own password. */
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
  /** For role `provider` only: the user's provider. */
  readonly providerId?: string;
}
