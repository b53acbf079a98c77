import type { ContractSeen } from '#contracts/framework';
import { frameworkOwner } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';
import { assertVersion, found } from '../../access/scope.js';

/** A contract that a change of a set has locked. */
export interface LockedContract {
  readonly id: string;
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotId: string;
  readonly providerId: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly version: number;
  /** The user who sees to the contract. Null if the authority has no enabled commissioner. */
  readonly ownerId: string | null;
}

/**
 * Locks contracts of an authority in the order of their ids, so that two sets never wait for each other.
 *
 * @throws DomainError `contract_not_found` if one of them does not exist
 */
export async function lockContracts(
  tx: Tx,
  authorityId: string,
  ids: readonly string[],
): Promise<LockedContract[]> {
  const locked: LockedContract[] = await tx.lock(
    `SELECT c.id, c.authority_id AS "authorityId", c.branch_id AS "branchId", c.lot_id AS "lotId",
            b.provider_id AS "providerId", c.starts_on AS "startsOn", c.ends_on AS "endsOn", c.version, ${frameworkOwner('c')} AS "ownerId"
     FROM contract c JOIN branch b ON b.id = c.branch_id
     WHERE c.authority_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY c.id FOR UPDATE OF c`,
    [authorityId, ids],
  );
  for (const id of ids)
    found(
      locked.find((contract) => contract.id === id),
      'contract_not_found',
    );
  return locked;
}

/** @throws DomainError `version_stale` if another user changed one of the contracts after the user saw it */
export function assertSeen(locked: readonly LockedContract[], seen: readonly ContractSeen[]): void {
  for (const { id, version } of seen)
    assertVersion(locked.find((contract) => contract.id === id)?.version ?? 0, version);
}
