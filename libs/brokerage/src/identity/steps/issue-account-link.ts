import { v7 as uuid } from 'uuid';
import type { Act } from '#platform/acts/act';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import { AccountLinkEntity, type UserEntity } from '../../rows/user.entity.js';
import { accountEnvelope } from './account-envelope.js';
import { revokeAccountLink } from './revoke-account-link.js';

export interface LinkToIssue {
  readonly user: Pick<UserEntity, 'id' | 'authorityId' | 'providerId'>;
  /** The administrator who issues the link. Null for the operator. */
  readonly issuedBy: string | null;
  readonly lifetimeMs: number;
  /** The address that the user has asked for and confirms by using the link. */
  readonly newEmail?: string | null | undefined;
  readonly now: Date;
}

/** A link with its token. The database stores only a hash of the token, so the token cannot be read later. */
export interface IssuedLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Issues a single-use link for a user, whose row must be locked. An older open link is revoked. */
export async function issueAccountLink(
  act: Act,
  { user, issuedBy, lifetimeMs, newEmail = null, now }: LinkToIssue,
): Promise<IssuedLink> {
  await revokeAccountLink(act, user, now);
  const token = newToken();
  const link: AccountLinkEntity = {
    id: uuid(),
    userId: user.id,
    tokenHash: hashToken(token),
    issuedAt: now,
    issuedBy,
    expiresAt: new Date(now.getTime() + lifetimeMs),
    usedAt: null,
    newEmail,
    revokedAt: null,
  };
  await act.tx.insert(AccountLinkEntity, link);
  const expiresAt = link.expiresAt.toISOString();
  await act.log(
    'user.link_issued',
    { userId: user.id, linkId: link.id, expiresAt },
    accountEnvelope(user, now),
  );
  return { token, expiresAt: link.expiresAt };
}
