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
    `SELECT l.id AS "linkId", u.id AS "userId", u.email, u.name, coalesce(a.name, p.name, '') AS organisation,
            u.authority_id AS "authorityId", u.provider_id AS "providerId", u.version, u.entered_at AS "enteredAt",
            u.disabled_at AS "disabledAt", l.issued_by AS "issuerId", i.entered_at AS "issuerEnteredAt",
            l.expires_at AS "expiresAt", l.used_at AS "usedAt", l.revoked_at AS "revokedAt"
     FROM account_link l JOIN app_user u ON u.id = l.user_id
     LEFT JOIN app_user i ON i.id = l.issued_by
     LEFT JOIN authority a ON a.id = u.authority_id
     LEFT JOIN provider p ON p.id = u.provider_id
     WHERE l.token_hash = $1`,
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
