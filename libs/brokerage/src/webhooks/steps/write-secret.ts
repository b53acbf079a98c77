import { v7 as uuid } from 'uuid';
import type { Tx } from '#platform/database/database';
import { newSigningSecret, secretAsText } from '#platform/webhooks/sign-webhook';

/** Writes a new signing secret of a webhook. Returns it as text, to be shown once. */
export async function writeSecret(tx: Tx, webhookId: string, now: Date): Promise<string> {
  const secret = newSigningSecret();
  await tx.write('INSERT INTO webhook_secret (id, webhook_id, secret, created_at) VALUES ($1, $2, $3, $4)', [
    uuid(),
    webhookId,
    secret,
    now,
  ]);
  return secretAsText(secret);
}
