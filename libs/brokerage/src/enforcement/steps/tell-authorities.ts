import type { EventName, EventPayloads } from '#contracts/events';
import type { Act } from '#platform/acts/act';
import { eventOf } from '#platform/log/new-event';

/**
 * Logs an event about a branch for every authority for which the branch works or worked, so that its staff hear of it. The
 * act has entered these authorities by the branch. An event without an authority reaches providers only.
 */
export async function tellAuthorities<N extends EventName>(
  act: Act,
  name: N,
  payload: EventPayloads[N],
  at: Date,
): Promise<void> {
  const rows: { id: string }[] = await act.tx.query('SELECT unnest(tenant_authorities()) AS id ORDER BY 1');
  await act.append(...rows.map(({ id }) => eventOf(name, payload, { authorityId: id, at })));
}
