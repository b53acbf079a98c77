import { subcontractOn } from '#domain/eligibility/contract-rule';
import type { BranchFacts } from '#domain/eligibility/facts';
import { byCodeUnits, inOrderOf } from '#domain/ordering';
import { groupedBy } from '#domain/grouping';
import type { Reader } from '#platform/database/database';
import {
  branchesOf,
  capacitiesOf,
  contractedBranches,
  contractsOf,
  type MarketQuestion,
  subcontractsOf,
} from './market-rows.queries.js';
import type { PersonalFacts } from './personal-facts.queries.js';

/** A contracted branch, and the one that would deliver: itself, or its subcontractor on record. */
export interface Pair {
  readonly branchId: string;
  readonly deliveringBranchId: string;
}

/** All that is known of a pair whoever the person is. */
export type PairFacts = Omit<BranchFacts, keyof PersonalFacts>;

export interface Market {
  /** Every pair of a lot, in the same order on every run. */
  pairsIn(lotId: string): Pair[];
  /** Null where the branch that delivers is not on the register. */
  factsOf(pair: Pair, lotId: string, startOn: string): PairFacts | null;
  readonly branchIds: readonly string[];
}

const inOrder = inOrderOf<Pair>(
  (a, b) => byCodeUnits(a.branchId, b.branchId),
  (a, b) => byCodeUnits(a.deliveringBranchId, b.deliveringBranchId),
);

/** The contracts, subcontracts, branches and capacities of some lots of an authority, each read once. */
export async function marketOf(reader: Reader, question: MarketQuestion): Promise<Market> {
  const { pair } = question;
  const [subcontracts, leads] = await Promise.all([
    subcontractsOf(reader, question),
    pair ? [pair.branchId] : contractedBranches(reader, question.authorityId),
  ]);
  const deliverers = pair ? [pair.deliveringBranchId] : subcontracts.map((row) => row.deliveringBranchId);
  const branchIds = [...new Set([...leads, ...deliverers])];
  const [contractRows, capacityRows, branchRows] = await Promise.all([
    contractsOf(reader, question, branchIds),
    capacitiesOf(reader, question, branchIds),
    branchesOf(reader, branchIds),
  ]);
  const contracts = groupedBy(contractRows, (row) => inLot(row, row.branchId));
  const capacities = new Map(capacityRows.map((row) => [inLot(row, row.branchId), row]));
  const branches = new Map(branchRows.map((row) => [row.id, row]));
  const subcontractsIn = groupedBy(subcontracts, (row) => inLot(row, pairKey(row)));

  return {
    branchIds,
    pairsIn: (lotId) =>
      pair
        ? [pair]
        : pairsOf(
            leads,
            subcontracts.filter((row) => row.lotId === lotId),
          ),
    factsOf: (one, lotId, startOn) => {
      const branch = branches.get(one.deliveringBranchId);
      if (!branch) return null;
      const { registration, capabilities, ratings } = branch;
      return {
        leadBranchId: one.branchId,
        deliveringBranchId: one.deliveringBranchId,
        contracts: (contracts.get(inLot({ lotId }, one.branchId)) ?? []).map(({ contract }) => contract),
        subcontract: subcontractOn(
          (subcontractsIn.get(inLot({ lotId }, pairKey(one))) ?? []).map(({ subcontract }) => subcontract),
          startOn,
        ),
        registration,
        capacity: capacities.get(inLot({ lotId }, one.deliveringBranchId))?.capacity ?? null,
        capabilities,
        ratings,
      };
    },
  };
}

const inLot = ({ lotId }: { readonly lotId: string }, key: string): string => `${lotId} ${key}`;
const pairKey = ({ branchId, deliveringBranchId }: Pair): string => `${branchId} ${deliveringBranchId}`;

function pairsOf(leads: readonly string[], subcontracts: readonly Pair[]): Pair[] {
  const own = leads.map((branchId): [string, Pair] => {
    const pair = { branchId, deliveringBranchId: branchId };
    return [pairKey(pair), pair];
  });
  const others = subcontracts.map(({ branchId, deliveringBranchId }): [string, Pair] => {
    const pair = { branchId, deliveringBranchId };
    return [pairKey(pair), pair];
  });
  return [...new Map([...own, ...others]).values()].sort(inOrder);
}
