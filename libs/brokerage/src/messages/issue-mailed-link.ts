import { Injectable } from '@nestjs/common';
import type { LinkPurpose } from '#contracts/identity';
import { INVITATION_LINK_MS, PASSWORD_LINK_MS } from '#domain/access/account-link';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { tenantOfOrganisation } from '#platform/database/tenant';
import type { Organisation } from '../access/scope.js';
import { issueAccountLink } from '../identity/steps/issue-account-link.js';

export interface MailedLinkCommand {
  readonly userId: string;
  readonly organisation: Organisation;
  readonly purpose: LinkPurpose;
  /** The administrator who ordered the link. Null if it was asked for at the sign-in page. */
  readonly orderedBy: string | null;
}

/** A link that is about to be mailed. */
export interface MailedLink {
  readonly token: string;
  readonly email: string;
}

interface Account {
  readonly email: string;
  readonly enteredAt: Date | null;
  readonly newEmail: string | null;
}

/**
 * Makes the single-use link of a mail, just before the mail is sent. The token is in the mail only; the database has its
 * hash. A repeated mail makes a new link, which ends the one before, so the link of the newest mail works.
 *
 * The request for a link stays until the link is used. So requests within 15 minutes still count as one.
 *
 * A link for a forgotten password goes to the user's address, and never to an address that the user has not confirmed.
 */
@Injectable()
export class IssueMailedLink {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** Returns null if the user needs no such link any more. */
  execute({ userId, organisation, purpose, orderedBy }: MailedLinkCommand): Promise<MailedLink | null> {
    return this.acts.run(
      SYSTEM_CALLER,
      'issue-mailed-link',
      {},
      async (act) => {
        const { tx } = act;
        const now = this.clock.now();
        const account = await lockAccountOf(tx, userId);
        if (!account || !isNeeded(purpose, account)) return null;
        const { token } = await issueAccountLink(act, {
          user: { id: userId, ...organisation },
          issuedBy: await issuerOf(tx, userId, orderedBy),
          lifetimeMs: purpose === 'invitation' ? INVITATION_LINK_MS : PASSWORD_LINK_MS,
          newEmail: purpose === 'email' ? account.newEmail : null,
          now,
        });
        return { token, email: (purpose === 'email' ? account.newEmail : null) ?? account.email };
      },
      { tenant: tenantOfOrganisation(organisation) },
    );
  }
}

async function lockAccountOf(tx: Tx, userId: string): Promise<Account | undefined> {
  const locked = await tx.lock('SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL FOR UPDATE', [
    userId,
  ]);
  if (locked.length === 0) return undefined;
  const [account]: Account[] = await tx.query(
    `SELECT u.email, u.entered_at AS "enteredAt", r.new_email AS "newEmail"
     FROM app_user u LEFT JOIN link_request r ON r.user_id = u.id WHERE u.id = $1`,
    [userId],
  );
  return account;
}

function isNeeded(purpose: LinkPurpose, { enteredAt, newEmail }: Account): boolean {
  if (purpose === 'invitation') return enteredAt === null;
  return purpose === 'password' || newEmail !== null;
}

/**
 * Returns the administrator who counts as the issuer: of the one who ordered the link and the one who last changed the
 * user's address, the one who was let in later. A mailbox that an administrator chose may be the administrator's own, so
 * its reader must not see older sealed offers than the administrator may (docs/rules.md §7).
 */
async function issuerOf(tx: Tx, userId: string, orderedBy: string | null): Promise<string | null> {
  const [issuer]: { id: string }[] = await tx.query(
    `SELECT u.id FROM app_user u
     WHERE u.id <> $1 AND u.id IN ($2::uuid, (
       SELECT e.actor_id FROM event e WHERE e.subject_type = 'user' AND e.subject_id = $1::text
         AND e.name = 'user.email_changed' ORDER BY e.id DESC LIMIT 1))
     ORDER BY u.entered_at DESC NULLS FIRST LIMIT 1`,
    [userId, orderedBy],
  );
  return issuer?.id ?? null;
}
