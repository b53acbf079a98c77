import { v7 as uuid } from 'uuid';
import { contractRateOn } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { type ContractEntity, ContractRateEntity } from '../../rows/provider.entity.js';

export type Rates = Pick<ContractEntity, 'rateMinPence' | 'rateMaxPence'>;

/**
 * Gives a locked contract new rates from today on. The earlier rates are kept. Does nothing if the contract has these
 * rates already (docs/rules.md §3.5.3).
 */
export async function changeRates(
  tx: Tx,
  { id: contractId, authorityId }: Pick<ContractEntity, 'id' | 'authorityId'>,
  rates: Rates,
  now: Date,
): Promise<void> {
  const today = londonDate(now);
  const [present]: Rates[] = await tx.query(
    `SELECT ${contractRateOn('c', 'min', '$2')} AS "rateMinPence", ${contractRateOn('c', 'max', '$2')} AS "rateMaxPence"
     FROM contract c WHERE c.id = $1`,
    [contractId, today],
  );
  if (present?.rateMinPence === rates.rateMinPence && present.rateMaxPence === rates.rateMaxPence) return;
  const row = { id: uuid(), authorityId, contractId, upliftId: null, fromOn: today, ...rates };
  await insertRows(tx, ContractRateEntity, row);
}
