import { Injectable } from '@nestjs/common';
import type { WebhookWithSecret } from '#contracts/webhooks';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { signedInUser } from '../access/scope.js';
import { accountEnvelope } from '../identity/steps/account-envelope.js';
import { lockWebhook } from './steps/lock-webhook.js';
import { writeSecret } from './steps/write-secret.js';
import { webhookFor } from './webhooks.queries.js';

const HOUR_MS = 3_600_000;

export interface ReplaceSecretCommand {
  readonly webhookId: string;
  /** For how many hours calls are also signed with the old secret. */
  readonly overlapHours: number;
}

/** Replaces the signing secret of one of the user's own webhooks. The new secret is in the answer only. */
@Injectable()
export class ReplaceSecret {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `webhook_not_found` also for a colleague's webhook */
  async execute(caller: Caller, command: ReplaceSecretCommand): Promise<WebhookWithSecret> {
    const own = signedInUser(caller.actor);
    const issued: { secret?: string } = {};
    const webhook = await this.acts.run(caller, 'replace-secret', command, async (act) => {
      delete issued.secret;
      const { tx } = act;
      const { id, userId } = await lockWebhook(tx, caller.actor, command.webhookId);
      if (userId !== own.userId) throw new DomainError('webhook_not_found');
      const now = this.clock.now();
      const ends = new Date(now.getTime() + command.overlapHours * HOUR_MS);
      await tx.write(
        'UPDATE webhook_secret SET expires_at = least(expires_at, $2::timestamptz) WHERE webhook_id = $1',
        [id, ends],
      );
      issued.secret = await writeSecret(tx, id, now);
      await act.log('user.webhook_changed', { userId, webhookId: id }, accountEnvelope(own, now));
      return webhookFor(tx, caller.actor, id);
    });
    return { webhook, secret: issued.secret ?? null };
  }
}
