import { Injectable } from '@nestjs/common';
import type { RateUpliftView } from '#contracts/framework';
import { DomainError } from '#domain/domain-error';
import { isBlank } from '#domain/faults';
import { mayWithdrawUplift } from '#domain/providers/withdraw-uplift';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { found, staff } from '../access/scope.js';
import { digestRecord, NOTHING_DECIDED } from '../digests/digest-records.js';
import { RateUpliftEntity } from '../rows/provider.entity.js';
import { upliftIn } from './rate-uplifts.queries.js';
import { lockContracts } from './steps/lock-contracts.js';

export interface WithdrawRateUpliftCommand {
  readonly upliftId: string;
  readonly reason: string;
}

/**
 * Withdraws a planned change of rates before its first day, for all of its contracts and the care under them. The change
 * stays on record (docs/rules.md §3.5.3).
 */
@Injectable()
export class WithdrawRateUplift {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `uplift_not_found`; `uplift_withdrawn`; `uplift_begun` from its first day on; `rates_begin_later`
   *   with the contracts that have later rates, which were worked out from these; `uplift_invalid` without a reason
   */
  execute(caller: Caller, command: WithdrawRateUpliftCommand): Promise<RateUpliftView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'withdraw-rate-uplift', command, async (act) => {
      const { tx } = act;
      const { upliftId: id, reason } = command;
      if (isBlank(reason))
        throw new DomainError('uplift_invalid', {
          faults: [{ code: 'uplift_reason_missing', sentence: 'Give the reason.' }],
        });
      found(await tx.findOneBy(RateUpliftEntity, { id, authorityId }), 'uplift_not_found');
      const contractIds = await contractsOf(tx, id);
      // Care that starts under one of these contracts shares the lock, so it is found below or finds the withdrawal.
      const locked = await lockContracts(tx, authorityId, contractIds);
      const uplift = found(await tx.findOneBy(RateUpliftEntity, { id, authorityId }), 'uplift_not_found');
      // The clock is read under the lock: a withdrawal that waited past the first day is refused.
      const now = this.clock.now();
      if (uplift.withdrawnAt != null) throw new DomainError('uplift_withdrawn');
      if (!mayWithdrawUplift(uplift.fromOn, londonDate(now)))
        throw new DomainError('uplift_begun', { fromOn: uplift.fromOn });
      await assertNoLaterRates(tx, id);

      const withdrawal = { withdrawnAt: now, withdrawnBy: userId, withdrawReason: reason.trim() };
      await tx.update(RateUpliftEntity, { id }, withdrawal);
      await tx.write('UPDATE contract_rate SET withdrawn_at = $2 WHERE uplift_id = $1', [id, now]);
      await tx.write('UPDATE placement_rate SET withdrawn_at = $2 WHERE uplift_id = $1', [id, now]);
      const decided = await digestRecord(tx, 'uplift_withdrawal', id);
      for (const [index, { id: contractId, branchId, lotId, providerId }] of locked.entries()) {
        // One event has the digests for the whole set of contracts.
        const digests = index === 0 ? decided : NOTHING_DECIDED;
        await act.log(
          'contract.rates_withdrawn',
          { ...digests, contractId, branchId, lotId, upliftId: id },
          { authorityId, providerIds: [providerId], at: now },
        );
      }
      return upliftIn(tx, authorityId, id);
    });
  }
}

async function contractsOf(tx: Tx, upliftId: string): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    'SELECT DISTINCT contract_id AS id FROM contract_rate WHERE uplift_id = $1',
    [upliftId],
  );
  return rows.map(({ id }) => id);
}

/** @throws DomainError `rates_begin_later` if a later change was worked out from the rates of this one */
async function assertNoLaterRates(tx: Tx, upliftId: string): Promise<void> {
  const later: { name: string; code: string }[] = await tx.query(
    `SELECT DISTINCT b.name, l.code FROM contract_rate own
     JOIN contract_rate r ON r.contract_id = own.contract_id AND r.from_on > own.from_on AND r.withdrawn_at IS NULL
     JOIN contract c ON c.id = own.contract_id JOIN branch b ON b.id = c.branch_id JOIN lot l ON l.id = c.lot_id
     WHERE own.uplift_id = $1 ORDER BY b.name, l.code`,
    [upliftId],
  );
  if (later.length > 0)
    throw new DomainError('rates_begin_later', {
      contracts: later.map(({ name, code }) => `${name} in ${code}`),
    });
}
