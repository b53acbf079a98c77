import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofAuthority = (column: string): string => `${column} = ANY ((SELECT tenant_authorities())::uuid[])`;

/** True for a message to a user of the provider of the transaction, about a branch within the user's limit. */
const TO_PROVIDER = `(recipient_provider_id = (SELECT tenant_provider())
  AND ((SELECT tenant_limit()) IS NULL OR branch_id IS NULL OR branch_id = ANY ((SELECT tenant_limit())::text[])))`;

/**
 * True for what staff may know of a message to a branch of their authority's broadcast: while the answers are sealed, only
 * that it was invited.
 */
const OPEN_TO_STAFF = `(recipient_provider_id IS NULL OR kind = 'invitation' OR broadcast_id IS NULL
  OR NOT message_is_sealed(broadcast_id))`;

/**
 * Adds the messages that tell users what they must act on, and every attempt to hand one over. A message belongs to the
 * organisation of its recipient. As evidence, it also names the authority of its event, whose staff may read it under
 * the seal.
 */
export class Messages1795000130000 implements MigrationInterface {
  readonly name = 'Messages1795000130000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      CREATE TABLE message (
        id                      uuid PRIMARY KEY,
        event_id                uuid NOT NULL,
        kind                    text NOT NULL,
        -- Numbers the messages of one kind that one event decides, such as 14, 7, 3 and 1 days before a day.
        step                    integer NOT NULL,
        recipient_id            uuid NOT NULL CONSTRAINT fk_message_recipient REFERENCES app_user,
        recipient_authority_id  uuid CONSTRAINT fk_message_recipient_authority REFERENCES authority,
        recipient_provider_id   text CONSTRAINT fk_message_recipient_provider REFERENCES provider,
        -- The authority of the event. Null for events of no authority, such as those of a provider's accounts.
        authority_id            uuid CONSTRAINT fk_message_authority REFERENCES authority,
        -- No foreign keys: checking them would lock rows that acts lock, so the messenger and acts would wait for each
        -- other. Branches, packages and broadcasts are never deleted.
        branch_id               text,
        package_id              uuid,
        broadcast_id            uuid,
        subject_type            text NOT NULL,
        subject_id              text NOT NULL,
        channel                 text NOT NULL CONSTRAINT ck_message_channel CHECK (channel IN ('mail')),
        urgency                 text NOT NULL CONSTRAINT ck_message_urgency CHECK (urgency IN ('now', 'soon', 'digest')),
        decided_at              timestamptz NOT NULL,
        -- From this instant, the message may be sent together with others.
        ready_at                timestamptz NOT NULL,
        -- From this instant, the message must be sent.
        due_at                  timestamptz NOT NULL,
        -- The deadline that the message names. If the deadline moves, the message is over.
        until_at                timestamptz,
        -- Messages of a recipient with the same key may share a mail. A message with its own id as the key goes alone.
        batch_key               text NOT NULL,
        status                  text NOT NULL CONSTRAINT ck_message_status CHECK (status IN
                                  ('waiting', 'sending', 'accepted', 'delivered', 'bounced', 'failed', 'over', 'not_sent')),
        -- When a waiting message is tried next, or when the lease of the worker that is sending it ends.
        next_at                 timestamptz NOT NULL,
        attempts                integer NOT NULL DEFAULT 0,
        -- The mail in which the message goes. The Message-ID is made of it, so a repeated mail has the same.
        mail_id                 uuid,
        -- True if the recipient may have the mail already, because a worker ended before it recorded the outcome.
        is_uncertain            boolean NOT NULL DEFAULT false,
        accepted_at             timestamptz,
        CONSTRAINT uq_message_once UNIQUE (event_id, kind, step, recipient_id, channel, subject_id),
        CONSTRAINT ck_message_recipient_tenant CHECK ((recipient_authority_id IS NULL) <> (recipient_provider_id IS NULL)),
        CONSTRAINT ck_message_accepted CHECK (status NOT IN ('accepted', 'delivered') OR accepted_at IS NOT NULL),
        CONSTRAINT ck_message_times CHECK (ready_at <= due_at)
      );
      CREATE INDEX ix_message_next ON message (urgency, next_at) WHERE status IN ('waiting', 'sending');
      CREATE INDEX ix_message_together ON message (recipient_id, batch_key) WHERE status = 'waiting';
      CREATE INDEX ix_message_recipient ON message (recipient_id, id);
      CREATE INDEX ix_message_mail ON message (mail_id) WHERE mail_id IS NOT NULL;
      CREATE INDEX ix_message_of_authority ON message (recipient_authority_id, id) WHERE recipient_authority_id IS NOT NULL;
      CREATE INDEX ix_message_of_provider ON message (recipient_provider_id, id) WHERE recipient_provider_id IS NOT NULL;
      CREATE INDEX ix_message_evidence ON message (authority_id, id);
      CREATE INDEX ix_message_package ON message (package_id, id) WHERE package_id IS NOT NULL;

      CREATE TABLE message_attempt (
        id          uuid PRIMARY KEY,
        message_id  uuid NOT NULL CONSTRAINT fk_message_attempt_message REFERENCES message,
        at          timestamptz NOT NULL,
        outcome     text NOT NULL CONSTRAINT ck_message_attempt_outcome CHECK (outcome IN
                      ('accepted', 'recipient_busy', 'channel_away', 'bounced', 'refused')),
        -- The answer code of the channel. Never its words, which may name the recipient.
        code        text,
        mail_id     uuid NOT NULL
      );
      CREATE INDEX ix_message_attempt_message ON message_attempt (message_id, id);
      CREATE TRIGGER message_attempt_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON message_attempt
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- True while staff may not learn which branches answered the broadcast. Answers for any broadcast, because the
      -- policy asks it about rows that the transaction may not read itself.
      CREATE FUNCTION message_is_sealed(sought uuid) RETURNS boolean LANGUAGE sql STABLE
        SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT EXISTS (SELECT 1 FROM broadcast b WHERE b.id = sought AND b.sealed
          AND (b.status = 'open' OR (b.status = 'cancelled'
            AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.broadcast_id = b.id AND o.rank IS NOT NULL))))
      $$;
      REVOKE EXECUTE ON FUNCTION message_is_sealed FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION message_is_sealed TO homeward_runtime;

      GRANT SELECT ON message, message_attempt TO homeward_runtime;
      GRANT SELECT, INSERT, UPDATE ON message TO homeward_across;
      GRANT SELECT, INSERT ON message_attempt TO homeward_across;
      ALTER TABLE message ENABLE ROW LEVEL SECURITY;
      ALTER TABLE message FORCE ROW LEVEL SECURITY;
      ALTER TABLE message_attempt ENABLE ROW LEVEL SECURITY;
      ALTER TABLE message_attempt FORCE ROW LEVEL SECURITY;
      CREATE POLICY owner_sees_all ON message TO CURRENT_USER USING (true);
      CREATE POLICY owner_sees_all ON message_attempt TO CURRENT_USER USING (true);
      CREATE POLICY across_tenants ON message TO homeward_across USING (true);
      CREATE POLICY across_tenants ON message_attempt TO homeward_across USING (true);
      CREATE POLICY of_tenant ON message TO homeward_runtime
        USING (${ofAuthority('recipient_authority_id')} OR ${TO_PROVIDER}
          OR (${ofAuthority('authority_id')} AND ${OPEN_TO_STAFF}));
      CREATE POLICY of_tenant ON message_attempt TO homeward_runtime
        USING (EXISTS (SELECT 1 FROM message m WHERE m.id = message_id
          AND (${ofAuthority('m.recipient_authority_id')} OR m.recipient_provider_id = (SELECT tenant_provider())
            OR ${ofAuthority('m.authority_id')})));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE message_attempt;
      DROP TABLE message;
      DROP FUNCTION message_is_sealed;
      DELETE FROM log_reader WHERE name = 'messenger';
    `);
  }
}
