import type {
  ContractRateLine,
  RateUpliftPreview,
  RateUpliftView,
  UpliftedContract,
} from '#contracts/framework';
import { DomainError } from '#domain/domain-error';
import {
  changedRate,
  isAboveHighestRate,
  type RateChange,
  weeklyCostPence,
} from '#domain/providers/rate-uplift';
import { bearsCareOn, contractRateOn, londonDay, placementRateOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';

/** A change of rates for a set of contracts, from a day on. */
export interface UpliftAsked extends RateChange {
  readonly authorityId: string;
  readonly contractIds: readonly string[];
  readonly fromOn: string;
  readonly today: string;
}

interface ContractToUplift {
  readonly id: string;
  readonly branchName: string;
  readonly lotCode: string;
  readonly lotName: string;
  readonly rateMinPence: number;
  readonly rateMaxPence: number;
  readonly laterRates: boolean;
}

interface CareToUplift {
  readonly id: string;
  readonly contractId: string;
  readonly personId: string;
  readonly weeklyMinutes: number;
  readonly hourlyRatePence: number;
  /** The first day of the care, or the first day of the new rates, whichever is later. */
  readonly fromOn: string;
}

/** What an uplift changes: every contract, and every live placement under one of them. */
export interface UpliftPlan {
  readonly contracts: readonly (UpliftedContract & { readonly id: string })[];
  readonly care: readonly (CareToUplift & { readonly changedPence: number })[];
}

/**
 * Works out what a change of rates does. Rates are those of the first day of the change. Care is what is live now, under the
 * contract that bears it on that day.
 *
 * @throws DomainError `contract_not_found`; `rates_begin_later` if a contract has rates of this day or later, because an
 *   uplift is never counted twice or below a later one; `rate_too_high` if a rate would be above £200
 */
export async function upliftPlan(reader: Reader, asked: UpliftAsked): Promise<UpliftPlan> {
  const { authorityId, contractIds, fromOn, today } = asked;
  const contracts: ContractToUplift[] = await reader.query(
    `SELECT c.id, b.name AS "branchName", l.code AS "lotCode", l.name AS "lotName",
            ${contractRateOn('c', 'min', '$3')} AS "rateMinPence", ${contractRateOn('c', 'max', '$3')} AS "rateMaxPence",
            EXISTS (SELECT 1 FROM contract_rate r WHERE r.contract_id = c.id AND r.from_on >= $3
                      AND r.withdrawn_at IS NULL) AS "laterRates"
     FROM contract c JOIN branch b ON b.id = c.branch_id JOIN lot l ON l.id = c.lot_id
     WHERE c.authority_id = $1 AND c.id = ANY($2::uuid[]) ORDER BY b.name, l.code, c.starts_on`,
    [authorityId, contractIds, fromOn],
  );
  for (const id of contractIds)
    found(
      contracts.find((contract) => contract.id === id),
      'contract_not_found',
    );
  const later = contracts.filter(({ laterRates }) => laterRates);
  if (later.length > 0)
    throw new DomainError('rates_begin_later', {
      contracts: later.map(({ branchName, lotCode }) => `${branchName} in ${lotCode}`),
    });
  const care: CareToUplift[] = await reader.query(
    `SELECT p.id, c.id AS "contractId", p.person_id AS "personId", p.weekly_minutes AS "weeklyMinutes",
            ${placementRateOn('p', '$3')} AS "hourlyRatePence",
            greatest($3::date, ${londonDay('p.started_at')}) AS "fromOn"
     FROM contract c
     JOIN placement p ON p.authority_id = c.authority_id AND p.branch_id = c.branch_id AND p.lot_id = c.lot_id
     WHERE c.authority_id = $1 AND c.id = ANY($2::uuid[]) AND p.status = 'live' AND ${bearsCareOn('c', 'greatest($3::date, $4::date)')}
     ORDER BY p.id`,
    [authorityId, contractIds, fromOn, today],
  );
  return planOf(contracts, care, asked);
}

function planOf(
  contracts: readonly ContractToUplift[],
  care: readonly CareToUplift[],
  change: RateChange,
): UpliftPlan {
  const changed = care.map((one) => ({ ...one, changedPence: changedRate(one.hourlyRatePence, change) }));
  const plan = contracts.map(({ id, rateMinPence, rateMaxPence, laterRates: _, ...names }) => {
    const own = changed.filter(({ contractId }) => contractId === id);
    const cost = (rateOf: (one: (typeof own)[number]) => number): number =>
      own.reduce((sum, one) => sum + weeklyCostPence(one.weeklyMinutes, rateOf(one)), 0);
    return {
      id,
      contractId: id,
      ...names,
      rateMinPence: { before: rateMinPence, after: changedRate(rateMinPence, change) },
      rateMaxPence: { before: rateMaxPence, after: changedRate(rateMaxPence, change) },
      people: new Set(own.map(({ personId }) => personId)).size,
      weeklyCostPence: {
        before: cost(({ hourlyRatePence }) => hourlyRatePence),
        after: cost(({ changedPence }) => changedPence),
      },
    };
  });
  const rates = [
    ...plan.map(({ rateMaxPence }) => rateMaxPence.after),
    ...changed.map((one) => one.changedPence),
  ];
  if (rates.some(isAboveHighestRate)) throw new DomainError('rate_too_high');
  return { contracts: plan, care: changed };
}

/** Returns what an uplift would do, with the sums over all contracts. */
export function previewOf({ contracts, care }: UpliftPlan): RateUpliftPreview {
  const sum = (one: 'before' | 'after'): number =>
    contracts.reduce((total, { weeklyCostPence: cost }) => total + cost[one], 0);
  return {
    contracts: contracts.map(({ id: _, ...contract }) => contract),
    people: new Set(care.map(({ personId }) => personId)).size,
    weeklyCostPence: { before: sum('before'), after: sum('after') },
  };
}

const MOST_UPLIFTS = 100;

const UPLIFT_VIEW = `
     SELECT u.id, u.from_on AS "fromOn", u.hundredths, u.new_rate_pence AS "newRatePence", u.reason,
            u.recorded_at AS "recordedAt", user_name(u.recorded_by) AS "recordedByName",
            (SELECT count(*)::int FROM contract_rate r WHERE r.uplift_id = u.id) AS contracts,
            (SELECT count(*)::int FROM placement_rate r WHERE r.uplift_id = u.id) AS placements,
            u.withdrawn_at AS "withdrawnAt", user_name(u.withdrawn_by) AS "withdrawnByName",
            u.withdraw_reason AS "withdrawReason"
     FROM rate_uplift u WHERE u.authority_id = $1`;

/**
 * Reads one uplift.
 *
 * @throws DomainError `uplift_not_found`
 */
export async function upliftIn(reader: Reader, authorityId: string, id: string): Promise<RateUpliftView> {
  const [row]: RateUpliftView[] = await reader.views(`${UPLIFT_VIEW} AND u.id = $2`, [authorityId, id]);
  return found(row, 'uplift_not_found');
}

/** Lists the uplifts of an authority, also those that were withdrawn, the latest first day first. */
export function upliftsOf(reader: Reader, authorityId: string): Promise<RateUpliftView[]> {
  return reader.views(`${UPLIFT_VIEW} ORDER BY u.from_on DESC, u.id DESC LIMIT ${MOST_UPLIFTS}`, [
    authorityId,
  ]);
}

/**
 * Lists the rates of a contract, the earliest first. The first is the rate at its start.
 *
 * @throws DomainError `contract_not_found`
 */
export async function ratesOfContract(
  reader: Reader,
  authorityId: string,
  contractId: string,
): Promise<ContractRateLine[]> {
  const rows: ContractRateLine[] = await reader.query(
    `SELECT starts_on AS "fromOn", rate_min_pence AS "rateMinPence", rate_max_pence AS "rateMaxPence",
            NULL::uuid AS "upliftId", NULL::text AS reason, NULL::text AS "recordedByName"
     FROM contract WHERE authority_id = $1 AND id = $2
     UNION ALL
     (SELECT r.from_on, r.rate_min_pence, r.rate_max_pence, u.id, u.reason, user_name(u.recorded_by)
      FROM contract_rate r LEFT JOIN rate_uplift u ON u.id = r.uplift_id
      WHERE r.authority_id = $1 AND r.contract_id = $2 AND r.withdrawn_at IS NULL ORDER BY r.from_on, r.id)`,
    [authorityId, contractId],
  );
  found(rows[0], 'contract_not_found');
  return rows;
}
