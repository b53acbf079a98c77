import type { MigrationInterface, QueryRunner } from 'typeorm';

const OF_WEBHOOK = 'EXISTS (SELECT 1 FROM webhook w WHERE w.id = webhook_id)';

const secured = (table: string, own: string): string => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON ${table} TO homeward_across USING (true);
      CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${own});`;

/** Adds webhooks: addresses of other systems to which events are delivered, with their secrets and deliveries. */
export class Webhooks1795000150000 implements MigrationInterface {
  readonly name = 'Webhooks1795000150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE webhook (
        id                  uuid PRIMARY KEY,
        -- The user who made the webhook. It gets the events that this user may receive.
        user_id             uuid NOT NULL CONSTRAINT fk_webhook_user REFERENCES app_user,
        authority_id        uuid CONSTRAINT fk_webhook_authority REFERENCES authority,
        provider_id         text CONSTRAINT fk_webhook_provider REFERENCES provider,
        name                text NOT NULL,
        url                 text NOT NULL,
        -- Empty for all events.
        event_names         text[] NOT NULL,
        created_at          timestamptz NOT NULL,
        -- Events that were logged before are not delivered: when the webhook was made, or was last switched on.
        starts_at           timestamptz NOT NULL,
        switched_off_at     timestamptz,
        switched_off_cause  text CONSTRAINT ck_webhook_cause
                              CHECK (switched_off_cause IN ('user', 'failing', 'gone', 'user_disabled')),
        -- Since when every delivery has failed, how many in a row, and until when the webhook rests.
        failing_since       timestamptz,
        failures            integer NOT NULL DEFAULT 0,
        rests_until         timestamptz,
        last_delivered_at   timestamptz,
        -- When a delivery was last tried, and until when a worker is trying one.
        last_tried_at       timestamptz,
        busy_until          timestamptz,
        removed_at          timestamptz,
        version             integer NOT NULL,
        CONSTRAINT ck_webhook_organisation CHECK ((authority_id IS NULL) <> (provider_id IS NULL)),
        CONSTRAINT ck_webhook_switched_off CHECK ((switched_off_at IS NULL) = (switched_off_cause IS NULL)),
        CONSTRAINT ck_webhook_failing CHECK ((failing_since IS NULL) = (failures = 0))
      );
      CREATE INDEX ix_webhook_user ON webhook (user_id) WHERE removed_at IS NULL;
      CREATE INDEX ix_webhook_on ON webhook (id) WHERE removed_at IS NULL AND switched_off_at IS NULL;

      -- The secrets that sign. Two are valid while an old one is replaced.
      CREATE TABLE webhook_secret (
        id          uuid PRIMARY KEY,
        webhook_id  uuid NOT NULL CONSTRAINT fk_webhook_secret_webhook REFERENCES webhook,
        secret      bytea NOT NULL,
        created_at  timestamptz NOT NULL,
        expires_at  timestamptz
      );
      CREATE INDEX ix_webhook_secret_webhook ON webhook_secret (webhook_id);
      CREATE INDEX ix_webhook_secret_expiry ON webhook_secret (expires_at) WHERE expires_at IS NOT NULL;

      CREATE TABLE webhook_delivery (
        id            uuid PRIMARY KEY,
        webhook_id    uuid NOT NULL CONSTRAINT fk_webhook_delivery_webhook REFERENCES webhook,
        event_id      uuid NOT NULL,
        position      bigint NOT NULL,
        event_name    text NOT NULL,
        event_at      timestamptz NOT NULL,
        queued_at     timestamptz NOT NULL,
        status        text NOT NULL CONSTRAINT ck_webhook_delivery_status CHECK (status IN ('waiting', 'delivered', 'failed')),
        attempts      integer NOT NULL DEFAULT 0,
        outcome       text,
        last_at       timestamptz,
        -- When the delivery is tried next, or when the lease of the worker that is sending it ends.
        next_at       timestamptz NOT NULL,
        CONSTRAINT uq_webhook_delivery_event UNIQUE (webhook_id, event_id)
      );
      CREATE INDEX ix_webhook_delivery_next ON webhook_delivery (webhook_id, next_at) WHERE status = 'waiting';
      CREATE INDEX ix_webhook_delivery_newest ON webhook_delivery (webhook_id, id);
      CREATE INDEX ix_webhook_delivery_queued ON webhook_delivery (queued_at);

      GRANT SELECT, INSERT, UPDATE ON webhook, webhook_secret TO homeward_runtime;
      GRANT SELECT, UPDATE ON webhook_delivery TO homeward_runtime;
      GRANT SELECT, UPDATE ON webhook TO homeward_across;
      GRANT SELECT, DELETE ON webhook_secret TO homeward_across;
      GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_delivery TO homeward_across;
      ${secured('webhook', `authority_id = ANY ((SELECT tenant_authorities())::uuid[]) OR provider_id = (SELECT tenant_provider())`)}
      ${secured('webhook_secret', OF_WEBHOOK)}
      ${secured('webhook_delivery', OF_WEBHOOK)}
      CREATE POLICY webhook_switched_off ON event FOR INSERT TO homeward_across
        WITH CHECK (name = 'user.webhook_switched_off');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP POLICY webhook_switched_off ON event;
      DROP TABLE webhook_delivery, webhook_secret, webhook;
      DELETE FROM log_reader WHERE name = 'webhooks';
    `);
  }
}
