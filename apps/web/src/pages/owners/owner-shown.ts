import type { UserView } from '#contracts/identity';
import { mayOwn, type WorkKind } from '#contracts/open-work';
import { mayBroker } from '../../console/roles.js';
import { PATHS } from '../../paths.js';
import { NO_OWNER } from './work-picked.js';

interface Owned {
  readonly kind: WorkKind;
  readonly id: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/**
 * Returns the owner of a piece of work for its page: the name, the value of the button with which the user takes it, and
 * the address where the user gives it. `here` is the page to which taking returns, and `what` names the work.
 */
export function ownerShown(
  { kind, id, ownerId, ownerName }: Owned,
  user: UserView,
  { here, what }: { readonly here: string; readonly what: string },
) {
  const mayTake = mayBroker(user) && mayOwn(user.role, kind) && ownerId !== user.id;
  return {
    name: ownerName ?? 'No owner',
    take: mayTake ? `${kind} ${id} ${ownerId ?? NO_OWNER}` : null,
    giveHref: PATHS.workOwner(kind, id),
    mayGive: mayBroker(user),
    here,
    what,
  };
}
