import type { Actor } from '#contracts/roles-and-actors';
import type { Tx } from './database.js';

/**
 * The tenant for which a transaction runs. Row-level security hides the rows of all other tenants
 * (docs/decisions/0039). A tenant without an authority, a provider and a user sees only what all tenants share.
 */
export interface Tenant {
  readonly authorityIds: readonly string[];
  readonly providerId: string | null;
  /** The user whose idempotency keys the transaction may use. */
  readonly userId: string | null;
}

/** The tenant of a transaction that reads only what all tenants share, and what narrow functions answer. */
export const NO_TENANT: Tenant = { authorityIds: [], providerId: null, userId: null };

export function tenantOf(actor: Actor): Tenant {
  if (actor.kind === 'system') return NO_TENANT;
  const { userId } = actor;
  return actor.kind === 'staff'
    ? { authorityIds: [actor.authorityId], providerId: null, userId }
    : { authorityIds: [], providerId: actor.providerId, userId };
}

/** Returns the tenant of an organisation: an authority or a provider. */
export function tenantOfOrganisation({
  authorityId,
  providerId,
}: {
  readonly authorityId: string | null;
  readonly providerId: string | null;
}): Tenant {
  return { authorityIds: authorityId === null ? [] : [authorityId], providerId, userId: null };
}

/**
 * A row by which a transaction reaches the authority of the row. The function `tenant_enter` in the database
 * decides: a provider enters only by a row that names it, and the system by the row on which it acts.
 */
export interface Entrance {
  readonly kind:
    | 'invitation'
    | 'offer'
    | 'award'
    | 'placement'
    | 'variation_request'
    | 'report'
    | 'lot'
    | 'branch'
    | 'provider'
    | 'first_administrator'
    | 'restriction'
    | 'hand_back'
    | 'broadcast'
    | 'reallocation'
    | 'case'
    | 'import'
    | 'care_list';
  readonly id: string;
}

/** The statement with which every transaction says for which tenant it runs. */
const SET_TENANT = `SELECT set_config('homeward.authorities', $1, true), set_config('homeward.provider', $2, true),
  set_config('homeward.user', $3, true)`;
const SET_AND_ENTER = `${SET_TENANT}, tenant_enter($4, $5)`;

/** Returns the statement that sets a transaction's tenant, with its values. */
export function settingOf(
  { authorityIds, providerId, userId }: Tenant,
  entrance?: Entrance,
): readonly [sql: string, values: string[]] {
  const values = [authorityIds.join(','), providerId ?? '', userId ?? ''];
  return entrance ? [SET_AND_ENTER, [...values, entrance.kind, entrance.id]] : [SET_TENANT, values];
}

/** Widens a transaction's tenant by the authorities of several rows, until the transaction ends. */
export async function enterEach(tx: Tx, kind: Entrance['kind'], ids: readonly string[]): Promise<void> {
  await tx.query('SELECT tenant_enter($1, id) FROM unnest($2::text[]) AS id', [kind, [...new Set(ids)]]);
}

/** Runs the rest of a transaction for another tenant. */
export async function moveToTenant(tx: Tx, tenant: Tenant): Promise<void> {
  const { authorityIds, providerId, userId } = tenant;
  await tx.query(SET_TENANT, [authorityIds.join(','), providerId ?? '', userId ?? '']);
}
