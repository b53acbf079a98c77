import type { ProviderAdministration } from '#contracts/identity';
import type { FirstAdministratorFacts } from '#domain/access/first-administrator';
import { notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

/** Reads what decides whether an authority may invite the first administrator of a provider. */
export async function firstAdministratorFacts(
  reader: Reader,
  { authorityId, providerId, today }: { authorityId: string; providerId: string; today: string },
): Promise<FirstAdministratorFacts> {
  const [facts]: FirstAdministratorFacts[] = await reader.query(
    `SELECT EXISTS (SELECT 1 FROM contract c JOIN branch b ON b.id = c.branch_id
                    WHERE c.authority_id = $1 AND b.provider_id = $2 AND ${notEndedOn('c', '$3::date')}) AS "hasContract",
            EXISTS (SELECT 1 FROM app_user u
                    WHERE u.provider_id = $2 AND u.role = 'provider_administrator' AND u.disabled_at IS NULL)
              AS "hasAdministrator",
            EXISTS (SELECT 1 FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
                    WHERE i.provider_id = $2 AND b.sealed AND b.status = 'open') AS "isAskedUnderSeal"`,
    [authorityId, providerId, today],
  );
  if (!facts) throw new Error('a SELECT without FROM returns one row');
  return facts;
}

/**
 * Lists the providers whose contracts with the authority have not all ended. Says for each provider whether
 * it has an administrator or only an invited one.
 */
export async function providerAdministrations(
  reader: Reader,
  authorityId: string,
  today: string,
): Promise<ProviderAdministration[]> {
  return reader.views(
    `SELECT p.id AS "providerId", p.name AS "providerName",
            CASE WHEN bool_or(u.has_joined) THEN 'active'
                 WHEN count(u.user_id) > 0 THEN 'invited' ELSE 'none' END AS administrator,
            (SELECT jsonb_build_object('userId', w.user_id, 'name', w.name, 'email', w.email)
             FROM provider_administrators($1) w
             WHERE w.provider_id = p.id AND NOT w.has_joined AND w.inviting_authority_id = $1
               AND w.user_id IS NOT NULL AND w.name IS NOT NULL AND w.email IS NOT NULL
             ORDER BY w.user_id LIMIT 1) AS invited
     FROM provider p
     LEFT JOIN provider_administrators($1) u ON u.provider_id = p.id
     WHERE EXISTS (SELECT 1 FROM contract c JOIN branch b ON b.id = c.branch_id
                   WHERE c.authority_id = $1 AND b.provider_id = p.id AND ${notEndedOn('c', '$2::date')})
     GROUP BY p.id, p.name ORDER BY p.name, p.id`,
    [authorityId, today],
  );
}
