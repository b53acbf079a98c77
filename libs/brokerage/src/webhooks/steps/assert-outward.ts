import { DomainError } from '#domain/domain-error';
import { checkedAddress } from '#platform/webhooks/outward-address';

/**
 * Refuses an address to which no webhook may lead. Looks the name up, so it must run outside of a transaction.
 *
 * @throws DomainError `webhook_address_refused` with the reason
 */
export async function assertOutward(url: string, allowed: readonly string[]): Promise<void> {
  const checked = await checkedAddress(url, allowed);
  if ('fault' in checked) throw new DomainError('webhook_address_refused', { reason: checked.fault });
}
