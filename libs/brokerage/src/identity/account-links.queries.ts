import type { AccountLinkView } from '#contracts/identity';
import { isLinkUsable } from '#domain/access/account-link';
import { DomainError } from '#domain/domain-error';
import type { Reader } from '#platform/database/database';
import { hashToken } from '#platform/security/secret-tokens';

export interface LinkRow {
  readonly linkId: string;
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly version: number;
  readonly enteredAt: Date | null;
  readonly disabledAt: Date | null;
  readonly issuerId: string | null;
  readonly issuerEnteredAt: Date | null;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Finds a link by its token, with the link's user. Also finds links that can no longer be used. */
export async function linkByToken(reader: Reader, token: string): Promise<LinkRow | undefined> {
  const [row]: LinkRow[] = await reader.query(
    `SELECT link_id AS "linkId", user_id AS "userId", email, name, organisation, authority_id AS "authorityId",
            provider_id AS "providerId", version, entered_at AS "enteredAt", disabled_at AS "disabledAt",
            issuer_id AS "issuerId", issuer_entered_at AS "issuerEnteredAt", expires_at AS "expiresAt",
            used_at AS "usedAt", revoked_at AS "revokedAt"
     FROM account_link_by_token($1)
     WHERE link_id IS NOT NULL AND user_id IS NOT NULL AND email IS NOT NULL AND name IS NOT NULL
       AND organisation IS NOT NULL AND version IS NOT NULL AND expires_at IS NOT NULL`,
    [hashToken(token)],
  );
  return row;
}

/**
 * Returns the account of a link, for the page on which the user sets a password. The link can still be used
 * afterwards.
 *
 * @throws DomainError `account_link_invalid` for every link that cannot be used; the reason is not given
 */
export async function accountLinkView(reader: Reader, token: string, now: Date): Promise<AccountLinkView> {
  const link = await linkByToken(reader, token);
  if (!link || !isLinkUsable(link, now)) throw new DomainError('account_link_invalid');
  const { email, name, organisation, expiresAt } = link;
  return { email, name, organisation, expiresAt: expiresAt.toISOString() };
}
