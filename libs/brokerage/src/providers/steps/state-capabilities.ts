import { v7 as uuid } from 'uuid';
import type { CapabilityStatementKind } from '#contracts/capabilities';
import type { Decided } from '#contracts/events';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import { type CapabilityStatement, standingAfter } from '#domain/capabilities/standing-capabilities';
import { londonDate } from '#domain/time/london';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { digestRecord, NOTHING_DECIDED } from '../../digests/digest-records.js';
import { BranchEntity, CapabilityStatementEntity } from '../../rows/provider.entity.js';
import { statementsOf } from '../capabilities.queries.js';

export interface Stating {
  readonly kind: CapabilityStatementKind;
  readonly capabilities: readonly Capability[];
  readonly onDay: string;
  readonly evidence: string;
  readonly documentId: string | null;
  readonly recordedBy: string;
  /** Null for a statement of the provider. */
  readonly recordedByAuthorityId: string | null;
  readonly now: Date;
}

type Standing = Pick<BranchEntity, 'id' | 'capabilities' | 'confirmedCapabilities'>;

/**
 * Adds a statement to the history of a branch, writes what stands after it, and digests the statement. The caller has
 * locked the branch, or has just made it.
 */
export async function stateCapabilities(
  tx: Tx,
  branch: Standing,
  { now, ...stating }: Stating,
): Promise<{ readonly standing: Standing; readonly decided: Decided }> {
  const { id: branchId, capabilities: declared, confirmedCapabilities: confirmed } = branch;
  const next: CapabilityStatement = { ...stating, authorityId: stating.recordedByAuthorityId };
  const after = standingAfter({ declared, confirmed }, next, await statementsOf(tx, branchId));
  const id = uuid();
  const capabilities = CAPABILITIES.filter((one) => stating.capabilities.includes(one));
  await insertRows(tx, CapabilityStatementEntity, {
    ...stating,
    id,
    branchId,
    capabilities,
    recordedAt: now,
  });
  const standing = {
    id: branchId,
    capabilities: [...after.declared],
    confirmedCapabilities: [...after.confirmed],
  };
  await tx.update(BranchEntity, { id: branchId }, standing);
  return { standing, decided: await digestRecord(tx, 'capability_statement', id) };
}

/** States for a branch that a council has just recorded what its file says that the branch can do. */
export async function stateForNewBranch(
  tx: Tx,
  branchId: string,
  capabilities: readonly Capability[],
  { by, now }: { readonly by: { readonly userId: string; readonly authorityId: string }; readonly now: Date },
): Promise<Decided> {
  if (capabilities.length === 0) return NOTHING_DECIDED;
  const branch = { id: branchId, capabilities: [], confirmedCapabilities: [] };
  const { decided } = await stateCapabilities(tx, branch, {
    kind: 'declared',
    capabilities,
    onDay: londonDate(now),
    evidence: 'Recorded with the branch',
    documentId: null,
    recordedBy: by.userId,
    recordedByAuthorityId: by.authorityId,
    now,
  });
  return decided;
}
