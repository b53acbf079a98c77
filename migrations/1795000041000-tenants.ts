import type { MigrationInterface, QueryRunner } from 'typeorm';

/** True for a row of an authority of the transaction. The subquery is evaluated once for each statement. */
const ofAuthority = (column = 'authority_id'): string =>
  `${column} = ANY ((SELECT tenant_authorities())::uuid[])`;
const ofProvider = (column = 'provider_id'): string => `${column} = (SELECT tenant_provider())`;
/** True for a row of a branch of the transaction's provider. */
const ofBranch = (...columns: readonly string[]): string =>
  columns.map((column) => `${column} = ANY ((SELECT tenant_branches())::text[])`).join(' OR ');
/** True if the transaction may see the row of another table that the condition finds. */
const exists = (from: string): string => `EXISTS (SELECT 1 FROM ${from})`;
const seenByProvider = (packageId: string): string =>
  `(SELECT tenant_provider()) IS NOT NULL AND provider_sees_package(${packageId})`;

interface Policies {
  /** The rows that a transaction may read and write. */
  readonly own: string;
  /** The rows that a transaction may also read. */
  readonly read?: string;
}

const OF_AUTHORITY: Policies = { own: ofAuthority() };
const OF_USER: Policies = { own: exists('app_user u WHERE u.id = user_id') };
const OF_BROADCAST: Policies = {
  own: exists(`broadcast b WHERE b.id = broadcast_id AND ${ofAuthority('b.authority_id')}`),
};
const OWN_RESTRICTION = `${ofAuthority('r.authority_id')} OR ${ofAuthority('r.valid_for_authority_id')}`;
const OF_RESTRICTION: Policies = {
  own: exists(`restriction r WHERE r.id = restriction_id AND (${OWN_RESTRICTION})`),
  read: exists('restriction r WHERE r.id = restriction_id'),
};

const POLICIES: Readonly<Record<string, Policies>> = {
  authority: { own: ofAuthority('id'), read: 'true' },
  clock_profile: OF_AUTHORITY,
  lot: { own: ofAuthority(), read: 'id = ANY ((SELECT tenant_lots())::uuid[])' },
  lot_area: OF_AUTHORITY,
  branch_quality: OF_AUTHORITY,
  app_user: { own: `${ofAuthority()} OR ${ofProvider()}` },
  session: OF_USER,
  account_link: OF_USER,
  sign_in_address: OF_USER,
  request_key: { own: 'actor_id = (SELECT tenant_user())' },
  contract: { own: ofAuthority(), read: ofBranch('branch_id') },
  subcontract: { own: ofAuthority(), read: ofBranch('branch_id', 'delivering_branch_id') },
  capacity: { own: ofAuthority(), read: ofBranch('branch_id') },
  person: OF_AUTHORITY,
  person_exclusion: OF_AUTHORITY,
  person_read: OF_AUTHORITY,
  package: { own: ofAuthority(), read: seenByProvider('id') },
  package_version: { own: ofAuthority(), read: seenByProvider('package_id') },
  broadcast: {
    own: ofAuthority(),
    read: exists(`invitation i WHERE i.broadcast_id = broadcast.id AND ${ofProvider('i.provider_id')}`),
  },
  broadcast_extension: OF_BROADCAST,
  broadcast_wave: OF_BROADCAST,
  eligibility_decision: OF_AUTHORITY,
  broadcast_facts: OF_AUTHORITY,
  invitation: { own: ofAuthority(), read: ofProvider() },
  offer: { own: ofAuthority(), read: ofProvider() },
  offer_version: {
    own: ofAuthority(),
    read: exists(`offer o WHERE o.id = offer_id AND ${ofProvider('o.provider_id')}`),
  },
  award: { own: ofAuthority(), read: ofBranch('branch_id', 'delivering_branch_id') },
  placement: { own: ofAuthority(), read: ofBranch('branch_id', 'delivering_branch_id') },
  placement_size: { own: ofAuthority(), read: exists('placement p WHERE p.id = placement_id') },
  variation: { own: ofAuthority(), read: exists('placement p WHERE p.id = placement_id') },
  variation_request: { own: ofAuthority(), read: ofBranch('delivering_branch_id') },
  restriction: {
    own: `${ofAuthority()} OR ${ofAuthority('valid_for_authority_id')}`,
    // A notice of CQC binds every authority, so every tenant may read it.
    read: `(valid_for_authority_id IS NULL AND (cardinality((SELECT tenant_authorities())) > 0 OR (SELECT tenant_provider()) IS NOT NULL))
      OR ${ofBranch('branch_id')}`,
  },
  restriction_lot: OF_RESTRICTION,
  restriction_condition: OF_RESTRICTION,
  restriction_version: OF_RESTRICTION,
  permission: {
    own: ofAuthority(),
    read: exists(
      `restriction_condition c JOIN restriction r ON r.id = c.restriction_id WHERE c.id = condition_id AND (${ofBranch('r.branch_id')})`,
    ),
  },
  concern: OF_AUTHORITY,
  hand_back: { own: ofAuthority(), read: ofBranch('branch_id') },
  reallocation: OF_AUTHORITY,
  reallocation_case: OF_AUTHORITY,
  reallocation_untouched: OF_AUTHORITY,
  branch_report: { own: ofAuthority(), read: ofBranch('branch_id') },
  document: {
    own: `${ofAuthority()} OR ${ofProvider()}`,
    read: exists(`branch_report r WHERE r.document_id = document.id AND ${ofAuthority('r.authority_id')}`),
  },
  event_provider: { own: ofProvider() },
};

/** The tables from which `homeward_across` deletes expired rows. */
const PURGED = ['document', 'request_key', 'session', 'account_link', 'sign_in_address'];

/** Lets the owner, and so the functions that run as the owner, see every row of a table. */
const forOwner = (table: string): string =>
  `CREATE POLICY owner_sees_all ON ${table} TO CURRENT_USER USING (true);`;
const forAcross = (table: string): string =>
  `CREATE POLICY across_tenants ON ${table} FOR ${PURGED.includes(table) ? 'ALL' : 'SELECT'} TO homeward_across USING (true);`;
const force = (table: string): string =>
  `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY; ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;`;

const policiesOf = ([table, { own, read }]: readonly [string, Policies]): string => `
  ${force(table)}
  ${forOwner(table)}
  ${forAcross(table)}
  CREATE POLICY of_tenant ON ${table} TO homeward_runtime USING (${own});
  ${read === undefined ? '' : `CREATE POLICY also_read ON ${table} FOR SELECT TO homeward_runtime USING (${read});`}`;

const DEFINER = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';

/** Functions that answer for a transaction what its own policies would hide. Each answers no more than it says. */
const NARROW_FUNCTIONS = [
  'tenant_lots()',
  'provider_sees_package(uuid)',
  'tenant_enter(text, text)',
  'sessions_by_token(bytea[])',
  'password_owner(text, uuid)',
  'account_link_by_token(bytea)',
  'user_organisation(text)',
  'branch_minutes(text[])',
  'offers_ranked(uuid)',
  'user_name(uuid)',
  'provider_administrators(uuid)',
].join(', ');

/**
 * Adds row-level security, the second wall behind the `WHERE` clauses. A transaction says for which tenant it
 * runs, by settings that end with the transaction. Without a tenant, a table of tenants answers nothing
 * (docs/decisions/0039).
 */
export class Tenants1795000041000 implements MigrationInterface {
  readonly name = 'Tenants1795000041000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';

      -- The tenant of a transaction: its authorities, its provider and its user.
      CREATE FUNCTION tenant_authorities() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT string_to_array(current_setting('homeward.authorities', true), ',')::uuid[]
      $$;
      CREATE FUNCTION tenant_provider() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT nullif(current_setting('homeward.provider', true), '')
      $$;
      CREATE FUNCTION tenant_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT nullif(current_setting('homeward.user', true), '')::uuid
      $$;
      CREATE FUNCTION tenant_branches() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT ARRAY(SELECT id FROM branch WHERE provider_id = tenant_provider())
      $$;

      -- The lots in which the provider has, had or delivers work.
      CREATE FUNCTION tenant_lots() RETURNS uuid[] LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT ARRAY(
          SELECT lot_id FROM contract WHERE branch_id = ANY (tenant_branches())
          UNION SELECT lot_id FROM subcontract
          WHERE branch_id = ANY (tenant_branches()) OR delivering_branch_id = ANY (tenant_branches())
          UNION SELECT lot_id FROM award
          WHERE branch_id = ANY (tenant_branches()) OR delivering_branch_id = ANY (tenant_branches())
          UNION SELECT lot_id FROM placement
          WHERE branch_id = ANY (tenant_branches()) OR delivering_branch_id = ANY (tenant_branches()))
      $$;

      -- True if the provider was invited to the package, or has or had its care.
      CREATE FUNCTION provider_sees_package(sought uuid) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT EXISTS (SELECT 1 FROM broadcast b JOIN invitation i ON i.broadcast_id = b.id
                       WHERE b.package_id = sought AND i.provider_id = tenant_provider())
            OR EXISTS (SELECT 1 FROM placement p WHERE p.package_id = sought
                       AND (p.branch_id = ANY (tenant_branches()) OR p.delivering_branch_id = ANY (tenant_branches())))
            OR EXISTS (SELECT 1 FROM award a WHERE a.package_id = sought
                       AND (a.branch_id = ANY (tenant_branches()) OR a.delivering_branch_id = ANY (tenant_branches())))
      $$;

      -- Widens the transaction's tenant by the authority of one row, until the transaction ends.
      --
      -- A provider enters only where the row names the provider or its branch. Staff enter only the other
      -- authorities of a branch, whose register facts and notices are shared, and the accounts of a provider
      -- with a contract. The system, which has no tenant, enters the authority of the row on which it acts.
      CREATE FUNCTION tenant_enter(kind text, id text) RETURNS void LANGUAGE plpgsql ${DEFINER} AS $$
      DECLARE
        own text := tenant_provider();
        is_system boolean := coalesce(cardinality(tenant_authorities()), 0) = 0 AND tenant_provider() IS NULL;
        branches text[] := tenant_branches();
        row_id uuid := CASE WHEN id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN id::uuid END;
        shared_branch text;
        entered uuid[];
      BEGIN
        IF kind = 'provider' THEN
          IF own IS NULL AND EXISTS (
            SELECT 1 FROM contract c JOIN branch b ON b.id = c.branch_id
            WHERE b.provider_id = tenant_enter.id AND (is_system OR c.authority_id = ANY (tenant_authorities()))
          ) THEN
            PERFORM set_config('homeward.provider', id, true);
          END IF;
          RETURN;
        END IF;

        IF kind = 'first_administrator' THEN
          PERFORM set_config('homeward.provider', u.provider_id, true)
          FROM app_user u JOIN app_user i ON i.id = u.invited_by
          WHERE u.id = row_id AND u.provider_id IS NOT NULL AND u.password_hash IS NULL
            AND i.authority_id = ANY (tenant_authorities());
          RETURN;
        END IF;

        IF kind = 'branch' THEN
          SELECT b.id INTO shared_branch FROM branch b
          WHERE b.id = tenant_enter.id AND (own IS NULL OR b.provider_id = own);
        ELSIF kind = 'restriction' AND own IS NULL THEN
          SELECT ARRAY[r.authority_id, r.valid_for_authority_id], CASE WHEN r.valid_for_authority_id IS NULL THEN r.branch_id END
          INTO entered, shared_branch FROM restriction r
          WHERE r.id = row_id AND (is_system OR r.authority_id = ANY (tenant_authorities()));
        ELSIF own IS NOT NULL THEN
          entered := CASE kind
            WHEN 'invitation' THEN ARRAY(SELECT r.authority_id FROM invitation r WHERE r.id = row_id AND r.provider_id = own)
            WHEN 'offer' THEN ARRAY(SELECT r.authority_id FROM offer r WHERE r.id = row_id AND r.provider_id = own)
            WHEN 'award' THEN ARRAY(SELECT r.authority_id FROM award r WHERE r.id = row_id
                                    AND (r.branch_id = ANY (branches) OR r.delivering_branch_id = ANY (branches)))
            WHEN 'placement' THEN ARRAY(SELECT r.authority_id FROM placement r WHERE r.id = row_id
                                        AND (r.branch_id = ANY (branches) OR r.delivering_branch_id = ANY (branches)))
            WHEN 'variation_request' THEN ARRAY(SELECT r.authority_id FROM variation_request r WHERE r.id = row_id
                                                AND r.delivering_branch_id = ANY (branches))
            WHEN 'report' THEN ARRAY(SELECT r.authority_id FROM branch_report r WHERE r.id = row_id AND r.branch_id = ANY (branches))
            WHEN 'restriction' THEN ARRAY(SELECT r.valid_for_authority_id FROM restriction r WHERE r.id = row_id AND r.branch_id = ANY (branches))
            WHEN 'lot' THEN ARRAY(SELECT r.authority_id FROM lot r WHERE r.id = row_id AND r.id = ANY (tenant_lots()))
          END;
        ELSIF is_system THEN
          entered := CASE kind
            WHEN 'broadcast' THEN ARRAY(SELECT r.authority_id FROM broadcast r WHERE r.id = row_id)
            WHEN 'award' THEN ARRAY(SELECT r.authority_id FROM award r WHERE r.id = row_id)
            WHEN 'report' THEN ARRAY(SELECT r.authority_id FROM branch_report r WHERE r.id = row_id)
            WHEN 'hand_back' THEN ARRAY(SELECT r.authority_id FROM hand_back r WHERE r.id = row_id)
            WHEN 'reallocation' THEN ARRAY(SELECT r.authority_id FROM reallocation r WHERE r.id = row_id)
            WHEN 'case' THEN ARRAY(SELECT r.authority_id FROM reallocation_case r WHERE r.id = row_id)
          END;
        END IF;

        IF shared_branch IS NOT NULL THEN
          entered := coalesce(entered, '{}') || ARRAY(
            SELECT r.authority_id FROM contract r WHERE r.branch_id = shared_branch
            UNION SELECT r.authority_id FROM subcontract r WHERE shared_branch IN (r.branch_id, r.delivering_branch_id)
            UNION SELECT r.authority_id FROM award r WHERE shared_branch IN (r.branch_id, r.delivering_branch_id)
            UNION SELECT r.authority_id FROM placement r WHERE shared_branch IN (r.branch_id, r.delivering_branch_id)
            UNION SELECT r.authority_id FROM reallocation r WHERE r.branch_id = shared_branch);
        END IF;
        IF cardinality(entered) > 0 THEN
          PERFORM set_config('homeward.authorities', array_to_string(ARRAY(
            SELECT DISTINCT a FROM unnest(coalesce(tenant_authorities(), '{}') || entered) a WHERE a IS NOT NULL), ','), true);
        END IF;
      END $$;

      -- Finds the sessions of tokens. The tenant is known only when the session is found.
      CREATE FUNCTION sessions_by_token(hashes bytea[]) RETURNS TABLE (
        token_hash bytea, session_id uuid, user_id uuid, role text, authority_id uuid, provider_id text,
        last_seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz, disabled_at timestamptz)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT s.token_hash, s.id, u.id, u.role, u.authority_id, u.provider_id, s.last_seen_at, s.expires_at,
               s.revoked_at, u.disabled_at
        FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = ANY (hashes)
      $$;

      -- Finds the enabled user with an e-mail address, or with an id, who has a password.
      CREATE FUNCTION password_owner(by_email text, by_id uuid) RETURNS TABLE (
        id uuid, email text, name text, organisation text, password_hash text, authority_id uuid, provider_id text)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT u.id, lower(u.email), u.name, coalesce(a.name, p.name, ''), u.password_hash, u.authority_id, u.provider_id
        FROM app_user u LEFT JOIN authority a ON a.id = u.authority_id LEFT JOIN provider p ON p.id = u.provider_id
        WHERE u.disabled_at IS NULL AND u.password_hash IS NOT NULL AND (lower(u.email) = by_email OR u.id = by_id)
      $$;

      -- Finds a link by the hash of its token, with the link's user.
      CREATE FUNCTION account_link_by_token(hash bytea) RETURNS TABLE (
        link_id uuid, user_id uuid, email text, name text, organisation text, authority_id uuid, provider_id text,
        version integer, entered_at timestamptz, disabled_at timestamptz, issuer_id uuid, issuer_entered_at timestamptz,
        expires_at timestamptz, used_at timestamptz, revoked_at timestamptz)
      LANGUAGE sql VOLATILE ${DEFINER} AS $$
        SELECT l.id, u.id, u.email, u.name, coalesce(a.name, p.name, ''), u.authority_id, u.provider_id, u.version,
               u.entered_at, u.disabled_at, l.issued_by, i.entered_at, l.expires_at, l.used_at, l.revoked_at
        FROM account_link l JOIN app_user u ON u.id = l.user_id
        LEFT JOIN app_user i ON i.id = l.issued_by
        LEFT JOIN authority a ON a.id = u.authority_id
        LEFT JOIN provider p ON p.id = u.provider_id
        WHERE l.token_hash = hash
      $$;

      -- Finds the organisation of the enabled user with an e-mail address.
      CREATE FUNCTION user_organisation(by_email text) RETURNS TABLE (id uuid, authority_id uuid, provider_id text)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT id, authority_id, provider_id FROM app_user WHERE lower(email) = by_email AND disabled_at IS NULL
      $$;

      -- Sums the weekly minutes that branches deliver or have been awarded, for all authorities together.
      CREATE FUNCTION branch_minutes(sought text[]) RETURNS TABLE (branch_id text, minutes integer)
      LANGUAGE sql VOLATILE ${DEFINER} AS $$
        SELECT work.branch_id, sum(work.minutes)::int
        FROM (SELECT delivering_branch_id AS branch_id, weekly_minutes AS minutes
              FROM placement WHERE delivering_branch_id = ANY (sought) AND status = 'live'
              UNION ALL
              SELECT delivering_branch_id, weekly_minutes
              FROM award WHERE delivering_branch_id = ANY (sought) AND status = 'awaiting_start') work
        GROUP BY work.branch_id
      $$;

      -- Counts the ranked offers of a broadcast to which the provider is invited, and gives the best score.
      CREATE FUNCTION offers_ranked(sought uuid) RETURNS TABLE (ranked integer, best_score jsonb)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT nullif(count(*) FILTER (WHERE o.rank IS NOT NULL), 0)::int,
               (array_agg(o.score) FILTER (WHERE o.rank = 1))[1]
        FROM offer o
        WHERE o.broadcast_id = sought
          AND EXISTS (SELECT 1 FROM invitation i WHERE i.broadcast_id = sought
                      AND (i.provider_id = tenant_provider() OR i.authority_id = ANY (tenant_authorities())))
      $$;

      -- Gives the name of a user, for a page that shows who is responsible.
      CREATE FUNCTION user_name(sought uuid) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT name FROM app_user WHERE id = sought
      $$;

      -- Lists the enabled administrators of the providers with a contract with an authority of the transaction.
      CREATE FUNCTION provider_administrators(authority uuid) RETURNS TABLE (
        provider_id text, user_id uuid, name text, email text, has_joined boolean, inviting_authority_id uuid)
      LANGUAGE sql STABLE ${DEFINER} AS $$
        SELECT u.provider_id, u.id, u.name, u.email, u.password_hash IS NOT NULL, i.authority_id
        FROM app_user u LEFT JOIN app_user i ON i.id = u.invited_by
        WHERE u.role = 'provider_administrator' AND u.disabled_at IS NULL AND authority = ANY (tenant_authorities())
          AND u.provider_id IN (SELECT b.provider_id FROM contract c JOIN branch b ON b.id = c.branch_id
                                WHERE c.authority_id = authority)
      $$;

      REVOKE EXECUTE ON FUNCTION ${NARROW_FUNCTIONS} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${NARROW_FUNCTIONS} TO homeward_runtime;

      ${Object.entries(POLICIES).map(policiesOf).join('\n')}

      -- An event of no authority is about the register or about an account of a provider.
      ${force('event')}
      ${forOwner('event')}
      ${forAcross('event')}
      CREATE POLICY of_tenant ON event FOR SELECT TO homeward_runtime
        USING (${ofAuthority()} OR (SELECT tenant_provider()) = ANY (provider_ids));
      CREATE POLICY logged ON event FOR INSERT TO homeward_runtime
        WITH CHECK (authority_id IS NULL OR ${ofAuthority()});
      -- The trigger that adds an event to the streams of its providers. A stream shows an event only if the event's
      -- own policy does.
      CREATE POLICY added ON event_provider FOR INSERT TO homeward_runtime, homeward_across WITH CHECK (true);
      CREATE POLICY expired ON event FOR INSERT TO homeward_across WITH CHECK (name = 'document.expired');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [...Object.keys(POLICIES), 'event'];
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      DO $$
      DECLARE found record;
      BEGIN
        FOR found IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
          EXECUTE format('DROP POLICY %I ON %I', found.policyname, found.tablename);
        END LOOP;
      END $$;
      ${tables.map((table) => `ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;`).join('\n')}
      DROP FUNCTION ${NARROW_FUNCTIONS};
      DROP FUNCTION tenant_branches, tenant_user, tenant_provider, tenant_authorities;
    `);
  }
}
