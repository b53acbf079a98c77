import type { Reader } from '#platform/database/database';
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
  SELECT u.id, lower(u.email) AS email, u.name, coalesce(a.name, p.name, '') AS organisation,
         u.password_hash AS "passwordHash", u.authority_id AS "authorityId", u.provider_id AS "providerId"
  FROM app_user u LEFT JOIN authority a ON a.id = u.authority_id LEFT JOIN provider p ON p.id = u.provider_id
  WHERE u.disabled_at IS NULL AND u.password_hash IS NOT NULL`;

/** Finds the enabled user with an e-mail address, which must be in lower case. */
export async function passwordOwnerByEmail(
  reader: Reader,
  email: string,
  origin: Origin,
): Promise<PasswordOwner | undefined> {
  const [user]: PasswordRow[] = await reader.query(`${PASSWORD_OWNER} AND lower(u.email) = $1`, [email]);
  return withOrigin(reader, user, origin);
}

export async function passwordOwnerById(
  reader: Reader,
  userId: string,
  origin: Origin,
): Promise<PasswordOwner | undefined> {
  const [user]: PasswordRow[] = await reader.query(`${PASSWORD_OWNER} AND u.id = $1`, [userId]);
  return withOrigin(reader, user, origin);
}

async function withOrigin(
  reader: Reader,
  user: PasswordRow | undefined,
  { address, now }: Origin,
): Promise<PasswordOwner | undefined> {
  if (!user) return undefined;
  const known = await reader.query(
    'SELECT 1 FROM sign_in_address WHERE user_id = $1 AND address_hash = $2 AND last_at >= $3',
    [user.id, addressHash(user.id, address), rememberedSince(now)],
  );
  return { ...user, isKnown: known.length > 0 };
}
