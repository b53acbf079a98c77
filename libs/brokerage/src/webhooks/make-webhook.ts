import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { MOST_WEBHOOKS, type NewWebhook, type WebhookWithSecret } from '#contracts/webhooks';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { signedInUser } from '../access/scope.js';
import { accountEnvelope } from '../identity/steps/account-envelope.js';
import { lockOwnAccount } from '../identity/steps/lock-own-account.js';
import { assertOutward } from './steps/assert-outward.js';
import { writeSecret } from './steps/write-secret.js';
import { webhookFor, webhookList } from './webhooks.queries.js';

/**
 * Makes a webhook for the user who asks. Events that the user may receive, and that are logged from now on, are delivered
 * to its address. The signing secret is in the answer only.
 */
@Injectable()
export class MakeWebhook {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError `webhook_address_refused` with the reason; `too_many_webhooks` */
  async execute(caller: Caller, command: NewWebhook): Promise<WebhookWithSecret> {
    const { userId, authorityId, providerId } = signedInUser(caller.actor);
    await assertOutward(command.url, this.config.webhookNetworks);
    const issued: { secret?: string } = {};
    const webhook = await this.acts.run(caller, 'make-webhook', command, async (act) => {
      delete issued.secret;
      const { tx } = act;
      const user = await lockOwnAccount(tx, userId);
      const own = (await webhookList(tx, caller.actor)).filter((one) => one.userId === userId);
      if (own.length >= MOST_WEBHOOKS) throw new DomainError('too_many_webhooks', { most: MOST_WEBHOOKS });
      const now = this.clock.now();
      const id = uuid();
      await tx.write(
        `INSERT INTO webhook (id, user_id, authority_id, provider_id, name, url, event_names, created_at, starts_at, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, 1)`,
        [id, userId, authorityId, providerId, command.name, command.url, command.eventNames, now],
      );
      issued.secret = await writeSecret(tx, id, now);
      await act.log('user.webhook_changed', { userId, webhookId: id }, accountEnvelope(user, now));
      return webhookFor(tx, caller.actor, id);
    });
    return { webhook, secret: issued.secret ?? null };
  }
}
