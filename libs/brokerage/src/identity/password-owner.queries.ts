import type { Database } from '#platform/database/database';
import { tenantOfOrganisation } from '#platform/database/tenant';
import type { Organisation } from '../access/scope.js';
import { addressHash, rememberedSince } from './steps/remember-address.js';

/** An enabled user with the hash of the user's password. */
interface PasswordRow extends Organisation {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly organisation: string;
  readonly passwordHash: string;
}

export interface PasswordOwner extends PasswordRow {
  /** True if the user has signed in from this address before. */
  readonly isKnown: boolean;
}

/** The network address from which a password is tried, and when. */
interface Origin {
  readonly address: string;
  readonly now: Date;
}

const PASSWORD_OWNER = `
  SELECT id, email, name, organisation, password_hash AS "passwordHash", authority_id AS "authorityId",
         provider_id AS "providerId"
  FROM password_owner($1, $2)
  WHERE id IS NOT NULL AND email IS NOT NULL AND name IS NOT NULL AND organisation IS NOT NULL
    AND password_hash IS NOT NULL`;

/** Finds the enabled user with an e-mail address, which must be in lower case. */
export async function passwordOwnerByEmail(
  database: Database,
  email: string,
  origin: Origin,
): Promise<PasswordOwner | undefined> {
  const [user]: PasswordRow[] = await database.shared.query(PASSWORD_OWNER, [email, null]);
  return withOrigin(database, user, origin);
}

export async function passwordOwnerById(
  database: Database,
  userId: string,
  origin: Origin,
): Promise<PasswordOwner | undefined> {
  const [user]: PasswordRow[] = await database.shared.query(PASSWORD_OWNER, [null, userId]);
  return withOrigin(database, user, origin);
}

async function withOrigin(
  database: Database,
  user: PasswordRow | undefined,
  { address, now }: Origin,
): Promise<PasswordOwner | undefined> {
  if (!user) return undefined;
  const known = await database
    .readerOf(tenantOfOrganisation(user))
    .query('SELECT 1 FROM sign_in_address WHERE user_id = $1 AND address_hash = $2 AND last_at >= $3', [
      user.id,
      addressHash(user.id, address),
      rememberedSince(now),
    ]);
  return { ...user, isKnown: known.length > 0 };
}
