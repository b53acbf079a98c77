import { DomainError } from '#domain/domain-error';
import type { Reader } from '#platform/database/database';

/**
 * Checks that the user of the transaction is not limited to other branches of the provider. Branches of other
 * providers pass, because the limit is no statement about them.
 *
 * Rows outside the limit are not found at all (docs/decisions/0064). An act calls this function for a branch that the
 * command names, because the register of branches is public and "not found" would be wrong.
 *
 * @throws DomainError `branch_outside_limit`
 */
export async function assertWithinLimit(reader: Reader, branchIds: readonly string[]): Promise<void> {
  const outside = await reader.query(
    `SELECT 1 FROM branch
     WHERE id = ANY($1) AND provider_id = tenant_provider() AND tenant_limit() IS NOT NULL AND id <> ALL (tenant_limit())`,
    [[...branchIds]],
  );
  if (outside.length > 0) throw new DomainError('branch_outside_limit');
}
