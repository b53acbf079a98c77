import type { UserView, UserWithLink } from '#contracts/identity';
import type { IssuedLink } from './issue-account-link.js';

/**
 * Returns a user with the link that was just issued. The link is never stored, not even in the stored answer
 * of an act. So a repeated request returns the user without a link.
 */
export function withLink(user: UserView, link: IssuedLink | undefined): UserWithLink {
  return {
    user,
    link: link ? { token: link.token, expiresAt: link.expiresAt.toISOString() } : null,
    isMailed: false,
  };
}

/** Returns a user to whom a link is being mailed. */
export const withMailedLink = (user: UserView): UserWithLink => ({ user, link: null, isMailed: true });
