import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewRateUplift, RateUpliftPreview } from '#contracts/framework';
import { DomainError } from '#domain/domain-error';
import { upliftFaults } from '#domain/providers/rate-uplift';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { insertRows } from '#platform/database/insert-rows';
import { digestRecord, NOTHING_DECIDED } from '../digests/digest-records.js';
import { staff } from '../access/scope.js';
import { ContractRateEntity, PlacementRateEntity, RateUpliftEntity } from '../rows/provider.entity.js';
import { previewOf, type UpliftAsked, upliftPlan } from './rate-uplifts.queries.js';
import { lockContracts } from './steps/lock-contracts.js';

/**
 * Raises or lowers the rates of a set of contracts from a day on, and with them the rates of the care under the
 * contracts. Earlier rates are kept (docs/rules.md §3.5.3).
 */
@Injectable()
export class RecordRateUplift {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `contract_not_found`, `rates_begin_later`, `rate_too_high`, `uplift_invalid` with every fault
   */
  execute(caller: Caller, command: NewRateUplift): Promise<RateUpliftPreview & { readonly id: string }> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-rate-uplift', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const asked = acceptUplift(authorityId, command, now);
      const { contractIds, fromOn, hundredths, newRatePence } = asked;
      const locked = await lockContracts(tx, authorityId, contractIds);
      const plan = await upliftPlan(tx, asked);
      const id = uuid();
      const uplift = { id, authorityId, fromOn, hundredths, newRatePence, reason: command.reason };
      await insertRows(tx, RateUpliftEntity, { ...uplift, recordedAt: now, recordedBy: userId });
      const own = { authorityId, upliftId: id };
      await insertRows(
        tx,
        ContractRateEntity,
        ...plan.contracts.map(({ contractId, rateMinPence, rateMaxPence }) => ({
          id: uuid(),
          ...own,
          contractId,
          fromOn,
          rateMinPence: rateMinPence.after,
          rateMaxPence: rateMaxPence.after,
        })),
      );
      await insertRows(
        tx,
        PlacementRateEntity,
        ...plan.care.map((one) => ({
          id: uuid(),
          ...own,
          placementId: one.id,
          fromOn: one.fromOn,
          hourlyRatePence: one.changedPence,
        })),
      );
      const decided = await digestRecord(tx, 'rate_uplift', id);
      for (const [index, { id: contractId, branchId, lotId, providerId }] of locked.entries()) {
        const envelope = { authorityId, providerIds: [providerId], at: now };
        // One event has the digests for the whole set of contracts.
        const digests = index === 0 ? decided : NOTHING_DECIDED;
        await act.log(
          'contract.rates_changed',
          { ...digests, contractId, branchId, lotId, upliftId: id, fromOn },
          envelope,
        );
      }
      return { id, ...previewOf(plan) };
    });
  }
}

/**
 * Checks a change of rates before anything is read.
 *
 * @throws DomainError `uplift_invalid` with every fault
 */
export function acceptUplift(
  authorityId: string,
  { contractIds, fromOn, hundredths = null, newRatePence = null, reason }: NewRateUplift,
  now: Date,
): UpliftAsked {
  const today = londonDate(now);
  const faults = upliftFaults({ fromOn, hundredths, newRatePence, reason, today });
  if (faults.length > 0) throw new DomainError('uplift_invalid', { faults });
  return { authorityId, contractIds, fromOn, hundredths, newRatePence, today };
}
