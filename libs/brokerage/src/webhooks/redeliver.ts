import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { lockWebhook } from './steps/lock-webhook.js';

export interface RedeliverCommand {
  readonly webhookId: string;
  readonly deliveryId: string;
}

/** Delivers an event once more, with the same `webhook-id`, because the other system has lost it or refused it. */
@Injectable()
export class Redeliver {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `webhook_not_found`, `delivery_not_found`; `delivery_waits` if it is tried again anyway */
  execute(caller: Caller, { webhookId, deliveryId }: RedeliverCommand): Promise<void> {
    return this.acts.run(caller, 'redeliver', { webhookId, deliveryId }, async ({ tx }) => {
      await lockWebhook(tx, caller.actor, webhookId);
      const [delivery] = await tx.lock<{ status: string }>(
        'SELECT status FROM webhook_delivery WHERE id = $1 AND webhook_id = $2 FOR UPDATE',
        [deliveryId, webhookId],
      );
      if (!delivery) throw new DomainError('delivery_not_found');
      if (delivery.status === 'waiting') throw new DomainError('delivery_waits');
      await tx.write(
        `UPDATE webhook_delivery SET status = 'waiting', attempts = 0, queued_at = $2, next_at = $2 WHERE id = $1`,
        [deliveryId, this.clock.now()],
      );
    });
  }
}
