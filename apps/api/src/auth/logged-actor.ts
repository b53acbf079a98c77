import type { Subscriber } from '#domain/feed/streams';

/**
 * Returns the user that the log lines of a request name. Names no user of a provider: the log would tell which
 * branches answer a sealed broadcast (docs/rules.md §3.3.2). The event log has the actor of every act.
 */
export function loggedActor({ role, userId }: Subscriber): { readonly actorId?: string } {
  return role === 'provider' ? {} : { actorId: userId };
}
