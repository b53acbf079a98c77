import type { DeliveryView, WebhookView } from '#contracts/webhooks';
import type { Page, PageRequest } from '#contracts/list-page';
import type { Actor } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import { managesKeys } from '../identity/keys.queries.js';
import type { Reader } from '#platform/database/database';
import { found, type Organisation, signedInUser } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

/** SQL: the webhooks of the organisation with the authority `$1` or the provider `$2`. */
const WEBHOOK_VIEW = `
  SELECT w.id, w.name, w.url, w.event_names AS "eventNames", u.id AS "userId", u.name AS "userName",
         w.created_at AS "createdAt", coalesce(w.switched_off_at, u.disabled_at) AS "switchedOffAt",
         coalesce(w.switched_off_cause, CASE WHEN u.disabled_at IS NOT NULL THEN 'user_disabled' END) AS "switchedOffCause",
         w.failing_since AS "failingSince", d.waiting, d.oldest AS "oldestWaitingAt",
         w.last_delivered_at AS "lastDeliveredAt", w.version
  FROM webhook w JOIN app_user u ON u.id = w.user_id
  CROSS JOIN LATERAL (SELECT count(*)::int AS waiting, min(queued_at) AS oldest
                      FROM webhook_delivery WHERE webhook_id = w.id AND status = 'waiting') d
  WHERE w.removed_at IS NULL AND (w.authority_id = $1 OR w.provider_id = $2)`;

/** Lists the webhooks that a user sees: the own ones, or, for an administrator, those of the organisation. */
export function webhookList(reader: Reader, actor: Actor): Promise<WebhookView[]> {
  const { authorityId, providerId, userId } = signedInUser(actor);
  return reader.views(`${WEBHOOK_VIEW} AND ($3::uuid IS NULL OR u.id = $3) ORDER BY w.id DESC`, [
    authorityId,
    providerId,
    managesKeys(actor) ? null : userId,
  ]);
}

/**
 * Reads a webhook that a user may see.
 *
 * @throws DomainError `webhook_not_found` also for a webhook of a colleague, except for administrators
 */
export async function webhookFor(reader: Reader, actor: Actor, id: string): Promise<WebhookView> {
  const { authorityId, providerId, userId }: Organisation & { readonly userId: string } = signedInUser(actor);
  const [row]: WebhookView[] = await reader.views(`${WEBHOOK_VIEW} AND w.id = $3`, [
    authorityId,
    providerId,
    id,
  ]);
  const webhook = found(row, 'webhook_not_found');
  if (webhook.userId !== userId && !managesKeys(actor)) throw new DomainError('webhook_not_found');
  return webhook;
}

/** Lists the deliveries of a webhook, newest first. Deliveries are kept for 30 days. */
export async function deliveryPage(
  reader: Reader,
  actor: Actor,
  { webhookId, ...request }: PageRequest & { readonly webhookId: string },
): Promise<Page<DeliveryView>> {
  await webhookFor(reader, actor, webhookId);
  const slice = sliceOf(request);
  const rows: DeliveryView[] = await reader.views(
    `SELECT id, event_name AS "eventName", event_at AS "eventAt", status, attempts, outcome, last_at AS "lastAttemptAt",
            CASE WHEN status = 'waiting' THEN next_at END AS "nextAttemptAt"
     FROM webhook_delivery WHERE webhook_id = $1 AND ($2::uuid IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [webhookId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}
