/**
 * What a machine key may do. A key never manages accounts, keys or settings, and never does more than the user who made
 * it.
 */
export const KEY_SCOPES = [
  'events',
  'framework:read',
  'framework:write',
  'people:read',
  'people:write',
  'packages:read',
  'packages:write',
  'invitations:read',
  'offers:write',
  'care:read',
  'care:write',
  'capacity:write',
  'restrictions:read',
  'restrictions:write',
  'documents:read',
  'documents:write',
  'imports',
  'audit:read',
] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

/** Every secret of a machine key begins with these letters, so that a leaked one is recognised. */
export const KEY_PREFIX = 'hwk_';

/** The longest time for which a key is valid, in days. */
export const LONGEST_KEY_DAYS = 366;

/** The longest time for which a replaced key stays valid beside the new one, in hours. */
export const LONGEST_OVERLAP_HOURS = 168;

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** For how many days the key is valid. */
  readonly days: number;
}

export interface KeyRotation {
  /** For how many days the new key is valid. */
  readonly days: number;
  /** For how many hours the old key stays valid, so that a machine can be given the new one. */
  readonly overlapHours: number;
}

/** A machine key that is valid. Its secret cannot be read again. */
export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** The user who made the key. The key acts for this user, and ends when the user is disabled or gets another role. */
  readonly userId: string;
  readonly userName: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** When the key was last used, to the minute. Null if it was never used. */
  readonly lastUsedAt: string | null;
}

export interface KeyList {
  /** The valid keys, newest first. */
  readonly keys: readonly KeyView[];
  /** What a key that the user makes can do. Empty for administrators, who make no keys. */
  readonly scopes: readonly KeyScope[];
}

export interface KeyMade {
  readonly key: KeyView;
  /** The secret. It is shown in this answer only: a repeated request gets null. */
  readonly secret: string | null;
}
