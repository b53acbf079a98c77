import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds single-use links, with which users set their own passwords. So a new user has no password at first.
 *
 * Adds the role of a provider's administrator, and the network addresses from which users have signed in.
 */
export class AccountLinks1795000025000 implements MigrationInterface {
  readonly name = 'AccountLinks1795000025000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      ALTER TABLE app_user
        ALTER COLUMN password_hash DROP NOT NULL,
        -- The user who added this user. Null for users that the operator or a demonstration added.
        ADD COLUMN invited_by uuid CONSTRAINT fk_app_user_inviter REFERENCES app_user,
        -- When the user was let in: the first password was set, or the disabled user was enabled. Sealed
        -- offers that were made earlier are hidden from the user.
        ADD COLUMN entered_at timestamptz;
      UPDATE app_user SET entered_at = created_at;

      ALTER TABLE app_user DROP CONSTRAINT ck_app_user_role, DROP CONSTRAINT ck_app_user_tenant;
      ALTER TABLE app_user
        ADD CONSTRAINT ck_app_user_role CHECK (role IN
          ('officer','commissioner','provider','provider_administrator','administrator','auditor')),
        -- A provider's user has a provider and no authority. Every other user has an authority and no
        -- provider.
        ADD CONSTRAINT ck_app_user_tenant CHECK (
          (role IN ('provider','provider_administrator')) = (provider_id IS NOT NULL)
          AND (role IN ('provider','provider_administrator')) = (authority_id IS NULL)),
        ADD CONSTRAINT ck_app_user_entered CHECK ((password_hash IS NULL) = (entered_at IS NULL));

      -- The e-mail address of a disabled user can be given to another user.
      DROP INDEX uq_app_user_email;
      CREATE UNIQUE INDEX uq_app_user_email ON app_user (lower(email)) WHERE disabled_at IS NULL;

      CREATE TABLE account_link (
        id          uuid PRIMARY KEY,
        user_id     uuid NOT NULL CONSTRAINT fk_account_link_user REFERENCES app_user,
        token_hash  bytea NOT NULL CONSTRAINT uq_account_link_token UNIQUE,
        issued_at   timestamptz NOT NULL,
        -- The administrator who issued the link. Null for the operator.
        issued_by   uuid CONSTRAINT fk_account_link_issuer REFERENCES app_user,
        expires_at  timestamptz NOT NULL CONSTRAINT ck_account_link_expiry CHECK (expires_at > issued_at),
        used_at     timestamptz,
        revoked_at  timestamptz,
        CONSTRAINT ck_account_link_end CHECK (used_at IS NULL OR revoked_at IS NULL)
      );
      -- A user has at most one link that can be used.
      CREATE UNIQUE INDEX uq_account_link_open ON account_link (user_id)
        WHERE used_at IS NULL AND revoked_at IS NULL;

      -- Hashes of the network addresses from which a user has signed in. Wrong passwords from other addresses
      -- do not lock the user out at these addresses.
      CREATE TABLE sign_in_address (
        user_id       uuid NOT NULL CONSTRAINT fk_sign_in_address_user REFERENCES app_user,
        address_hash  bytea NOT NULL,
        last_at       timestamptz NOT NULL,
        PRIMARY KEY (user_id, address_hash)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DROP TABLE sign_in_address, account_link;
      DROP INDEX uq_app_user_email;

      -- The older schema allows neither users without a password nor administrators of providers. Such users
      -- stay as disabled users, because events and other rows refer to them.
      ALTER TABLE app_user DROP CONSTRAINT ck_app_user_role, DROP CONSTRAINT ck_app_user_tenant,
        DROP CONSTRAINT ck_app_user_entered;
      UPDATE app_user SET disabled_at = coalesce(disabled_at, now()), role = CASE role WHEN 'provider_administrator' THEN 'provider' ELSE role END,
        password_hash = coalesce(password_hash, '-')
      WHERE password_hash IS NULL OR role = 'provider_administrator';
      UPDATE app_user u SET email = u.id || '.' || u.email
      WHERE u.disabled_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM app_user o WHERE lower(o.email) = lower(u.email) AND o.id <> u.id);

      ALTER TABLE app_user
        ALTER COLUMN password_hash SET NOT NULL,
        DROP COLUMN invited_by,
        DROP COLUMN entered_at,
        ADD CONSTRAINT ck_app_user_role CHECK (role IN ('officer','commissioner','provider','administrator','auditor')),
        ADD CONSTRAINT ck_app_user_tenant CHECK ((role = 'provider') = (provider_id IS NOT NULL) AND (role = 'provider') = (authority_id IS NULL));
      CREATE UNIQUE INDEX uq_app_user_email ON app_user (lower(email));
    `);
  }
}
