import { DataSource } from 'typeorm';
import { CrossTenantDatabase } from '#platform/database/database';
import { AuditChain, type ChainFault } from '#platform/audit/audit-chain';

/**
 * Seals all unsealed events and verifies the audit chain. Uses its own database connection. Returns the first
 * fault in the chain, or null.
 */
export async function sealAndVerify(url: string): Promise<ChainFault | null> {
  const dataSource = new DataSource({ type: 'postgres', url, poolSize: 2 });
  await dataSource.initialize();
  try {
    const chain = new AuditChain(new CrossTenantDatabase(dataSource));
    while ((await chain.seal()) > 0);
    return await chain.verify();
  } finally {
    await dataSource.destroy();
  }
}
