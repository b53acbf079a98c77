import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { worksForOthers } from '../identity.queries.js';

/**
 * Whoever sets a password can sign in with it. So an authority's administrators set those of a provider's
 * users only while the provider works for no other authority, whose offers and people it would open to them.
 *
 * @throws DomainError `provider_shared`
 */
export async function assertSoleAuthority(tx: Tx, authorityId: string, providerId: string): Promise<void> {
  if (await worksForOthers(tx, authorityId, providerId)) throw new DomainError('provider_shared');
}
