import { Inject, Injectable } from '@nestjs/common';
import type { WebhookChange, WebhookView } from '#contracts/webhooks';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { assertVersion, signedInUser } from '../access/scope.js';
import { accountEnvelope } from '../identity/steps/account-envelope.js';
import { assertOutward } from './steps/assert-outward.js';
import { lockWebhook } from './steps/lock-webhook.js';
import { webhookFor } from './webhooks.queries.js';

export interface ChangeWebhookCommand extends WebhookChange {
  readonly webhookId: string;
}

interface WebhookRef {
  readonly webhookId: string;
}

/**
 * Changes a webhook: its name, address and events, whether it is on, or whether it exists. A user changes the own webhooks;
 * an administrator may also switch off and remove those of the organisation's users.
 */
@Injectable()
export class ChangeWebhook {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError `webhook_not_found`, `version_stale`; `webhook_address_refused` with the reason */
  async execute(caller: Caller, command: ChangeWebhookCommand): Promise<WebhookView> {
    await assertOutward(command.url, this.config.webhookNetworks);
    return this.change(caller, 'change-webhook', command, async (act, before) => {
      assertVersion(before.version, command.version);
      await act.tx.write(
        `UPDATE webhook SET name = $2, url = $3, event_names = $4, version = version + 1 WHERE id = $1`,
        [before.id, command.name, command.url, command.eventNames],
      );
    });
  }

  /**
   * Switches a webhook on. Deliveries that wait are tried again at once. Events that were logged while the webhook was off
   * are not delivered. A webhook that is on stays as it is.
   */
  switchOn(caller: Caller, command: WebhookRef): Promise<WebhookView> {
    return this.change(caller, 'switch-webhook-on', command, async ({ tx }, { id, switchedOffAt }, now) => {
      if (switchedOffAt === null) return;
      await tx.write(
        `UPDATE webhook SET switched_off_at = NULL, switched_off_cause = NULL, failing_since = NULL, failures = 0,
                            rests_until = NULL, starts_at = $2, version = version + 1
         WHERE id = $1`,
        [id, now],
      );
      await tx.write(
        `UPDATE webhook_delivery SET next_at = $2, queued_at = $2 WHERE webhook_id = $1 AND status = 'waiting'`,
        [id, now],
      );
    });
  }

  /** Switches a webhook off. Deliveries that wait are kept. A webhook that is off stays as it is. */
  switchOff(caller: Caller, command: WebhookRef): Promise<WebhookView> {
    return this.change(caller, 'switch-webhook-off', command, async ({ tx }, { id, switchedOffAt }, now) => {
      if (switchedOffAt !== null) return;
      await tx.write(
        `UPDATE webhook SET switched_off_at = $2, switched_off_cause = 'user', version = version + 1 WHERE id = $1`,
        [id, now],
      );
    });
  }

  /** Removes a webhook and its secrets. Waiting deliveries are not sent. */
  async remove(caller: Caller, command: WebhookRef): Promise<void> {
    await this.acts.run(caller, 'remove-webhook', command, async (act) => {
      const { id, userId } = await lockWebhook(act.tx, caller.actor, command.webhookId);
      const now = this.clock.now();
      await act.tx.write('UPDATE webhook SET removed_at = $2, version = version + 1 WHERE id = $1', [
        id,
        now,
      ]);
      await act.tx.write('UPDATE webhook_secret SET expires_at = $2 WHERE webhook_id = $1', [id, now]);
      await act.log(
        'user.webhook_changed',
        { userId, webhookId: id },
        accountEnvelope(signedInUser(caller.actor), now),
      );
    });
  }

  private change(
    caller: Caller,
    name: string,
    command: WebhookRef,
    write: (act: Act, before: WebhookView, now: Date) => Promise<void>,
  ): Promise<WebhookView> {
    return this.acts.run(caller, name, command, async (act) => {
      const before = await lockWebhook(act.tx, caller.actor, command.webhookId);
      const now = this.clock.now();
      await write(act, before, now);
      const { id: webhookId, userId } = before;
      const after = await webhookFor(act.tx, caller.actor, webhookId);
      if (after.version !== before.version)
        await act.log(
          'user.webhook_changed',
          { userId, webhookId },
          accountEnvelope(signedInUser(caller.actor), now),
        );
      return after;
    });
  }
}
