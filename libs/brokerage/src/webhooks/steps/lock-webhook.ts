import type { WebhookView } from '#contracts/webhooks';
import type { Actor } from '#contracts/roles-and-actors';
import type { Tx } from '#platform/database/database';
import { webhookFor } from '../webhooks.queries.js';

/** Locks a webhook that the user may change, and reads it. @throws DomainError `webhook_not_found` */
export async function lockWebhook(tx: Tx, actor: Actor, id: string): Promise<WebhookView> {
  await tx.lock('SELECT 1 FROM webhook WHERE id = $1 FOR UPDATE', [id]);
  return webhookFor(tx, actor, id);
}
