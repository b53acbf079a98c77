import { subcontractOn } from '#domain/eligibility/contract-rule';
import type { BranchFacts, CapacityFact, ContractFact, SubcontractFact } from '#domain/eligibility/facts';
import { byCodeUnits, inOrderOf, groupedBy } from '#domain/collections';
import type { Reader } from '#platform/database/database';
import type { PersonalFacts } from './personal-facts.queries.js';

/**
 * A contracted branch and the branch that would deliver the care. The delivering branch is the contracted
 * branch itself or its subcontractor.
 */
export interface Pair {
  readonly branchId: string;
  readonly deliveringBranchId: string;
}

/** The eligibility data about a contracted branch and a delivering branch. Leaves out data about a person. */
export type PairFacts = Omit<BranchFacts, keyof PersonalFacts>;

export interface MarketQuestion {
  readonly authorityId: string;
  readonly lotIds: readonly string[];
  /** The only pair of contracted and delivering branch to read. If absent, all pairs in the lots are read. */
  readonly pair?: Pair | undefined;
}

export interface Market {
  /** Lists every pair of contracted and delivering branch in the lot, always in the same order. */
  pairsIn(lotId: string): readonly Pair[];
  /** Lists the ids of branches with contracts with the authority, but none for this lot. */
  contractedElsewhere(lotId: string): readonly string[];
  /**
   * Returns the eligibility data about a contracted branch and a delivering branch, for care in a lot.
   * Returns null if the CQC register does not have the delivering branch.
   */
  factsOf(pair: Pair, lotId: string, startOn: string): PairFacts | null;
  /** The ids of all contracted and delivering branches in the requested lots. */
  readonly branchIds: readonly string[];
  /** The provider of each of these branches. */
  readonly providerOf: ReadonlyMap<string, string>;
}

interface InLot {
  readonly lotId: string;
  readonly branchId: string;
}

interface MarketRow {
  readonly contracted: readonly string[];
  readonly contracts: readonly (InLot & { readonly contract: ContractFact })[];
  readonly subcontracts: readonly (InLot & Pair & { readonly subcontract: SubcontractFact })[];
  readonly branches: readonly (Required<
    Pick<BranchFacts, 'registration' | 'capabilities' | 'confirmedCapabilities' | 'ratings'>
  > & {
    readonly id: string;
    readonly providerId: string;
  })[];
  readonly capacities: readonly (InLot & {
    readonly capacity: Omit<CapacityFact, 'declaredAt'> & { readonly declaredAt: string };
  })[];
}

/**
 * An SQL query for the contracts, subcontracts, branches and capacities in some lots. `$1` is the authority
 * and `$2` the lots. `$3` limits the contracted branches to one branch. `$4` limits the delivering branches
 * to one branch. Null means no limit.
 */
const MARKET = `
  WITH contracted AS MATERIALIZED (
    SELECT * FROM contract WHERE authority_id = $1 AND ($3::text IS NULL OR branch_id = $3)
  ), contracts AS MATERIALIZED (
    SELECT * FROM contracted WHERE lot_id = ANY($2)
  ), subcontracts AS MATERIALIZED (
    SELECT * FROM subcontract
    WHERE authority_id = $1 AND lot_id = ANY($2)
      AND ($3::text IS NULL OR (branch_id = $3 AND delivering_branch_id = $4))
  ), involved AS MATERIALIZED (
    SELECT branch_id AS id FROM contracts WHERE $4::text IS NULL
    UNION SELECT branch_id FROM subcontracts WHERE $4::text IS NULL
    UNION SELECT delivering_branch_id FROM subcontracts
    UNION SELECT $4::text WHERE $4::text IS NOT NULL
  )
  SELECT
    ARRAY(SELECT DISTINCT branch_id FROM contracted ORDER BY branch_id) AS contracted,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lotId', lot_id, 'branchId', branch_id, 'contract', jsonb_build_object(
              'id', id, 'tier', tier, 'rankInTier', rank_in_tier, 'startsOn', starts_on, 'endsOn', ends_on))
              ORDER BY starts_on), '[]') FROM contracts) AS contracts,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lotId', lot_id, 'branchId', branch_id,
              'deliveringBranchId', delivering_branch_id, 'subcontract', jsonb_build_object(
              'id', id, 'startsOn', starts_on, 'endsOn', ends_on)) ORDER BY starts_on DESC, id), '[]')
     FROM subcontracts) AS subcontracts,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'providerId', b.provider_id, 'capabilities', b.capabilities,
              'confirmedCapabilities', b.confirmed_capabilities, 'ratings', b.ratings,
              'registration', jsonb_build_object('status', b.registration_status, 'dormant', b.dormant,
                                                 'personalCare', b.personal_care))), '[]')
     FROM branch b WHERE b.id IN (SELECT id FROM involved)) AS branches,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('lotId', k.lot_id, 'branchId', k.branch_id, 'capacity',
              jsonb_build_object('spareMinutes', k.spare_minutes, 'bands', k.bands, 'doubleUps', k.double_ups,
                                 'declaredAt', k.declared_at))), '[]')
     FROM capacity k
     WHERE k.authority_id = $1 AND k.lot_id = ANY($2) AND k.branch_id IN (SELECT id FROM involved)) AS capacities`;

const NO_MARKET: MarketRow = {
  contracted: [],
  contracts: [],
  subcontracts: [],
  branches: [],
  capacities: [],
};

const inOrder = inOrderOf<Pair>(
  (a, b) => byCodeUnits(a.branchId, b.branchId),
  (a, b) => byCodeUnits(a.deliveringBranchId, b.deliveringBranchId),
);

/** Reads the contracts, subcontracts, branches and capacities of some lots of an authority in one statement. */
export async function marketOf(reader: Reader, question: MarketQuestion): Promise<Market> {
  const { authorityId, lotIds, pair } = question;
  const rows: MarketRow[] = await reader.query(MARKET, [
    authorityId,
    lotIds,
    pair?.branchId ?? null,
    pair?.deliveringBranchId ?? null,
  ]);
  const row = rows[0] ?? NO_MARKET;
  const contracts = groupedBy(row.contracts, (one) => inLot(one.lotId, one.branchId));
  const subcontracts = groupedBy(row.subcontracts, (one) => inLot(one.lotId, pairKey(one)));
  const capacities = new Map(row.capacities.map((one) => [inLot(one.lotId, one.branchId), one.capacity]));
  const branches = new Map(row.branches.map((branch) => [branch.id, branch]));
  const pairsIn = (lotId: string): readonly Pair[] => (pair ? [pair] : pairsOf(row, lotId));

  return {
    branchIds: [...branches.keys()],
    providerOf: new Map(row.branches.map(({ id, providerId }) => [id, providerId])),
    pairsIn,
    contractedElsewhere: (lotId) => {
      const leads = new Set(pairsIn(lotId).map(({ branchId }) => branchId));
      return row.contracted.filter((branchId) => !leads.has(branchId));
    },
    factsOf: (one, lotId, startOn) => {
      const branch = branches.get(one.deliveringBranchId);
      if (!branch) return null;
      const { registration, capabilities, confirmedCapabilities, ratings } = branch;
      const capacity = capacities.get(inLot(lotId, one.deliveringBranchId));
      const onRecord = subcontracts.get(inLot(lotId, pairKey(one))) ?? [];
      return {
        leadBranchId: one.branchId,
        deliveringBranchId: one.deliveringBranchId,
        contracts: (contracts.get(inLot(lotId, one.branchId)) ?? []).map(({ contract }) => contract),
        subcontract: subcontractOn(
          onRecord.map(({ subcontract }) => subcontract),
          startOn,
        ),
        registration,
        capacity: capacity ? { ...capacity, declaredAt: new Date(capacity.declaredAt) } : null,
        capabilities,
        confirmedCapabilities,
        ratings,
      };
    },
  };
}

const inLot = (lotId: string, key: string): string => `${lotId} ${key}`;
const pairKey = ({ branchId, deliveringBranchId }: Pair): string => `${branchId} ${deliveringBranchId}`;

/**
 * Lists the pairs of contracted and delivering branch in a lot. A branch may deliver itself, or its
 * subcontractor may deliver.
 */
function pairsOf({ contracts, subcontracts }: MarketRow, lotId: string): Pair[] {
  const inThisLot = (row: InLot): boolean => row.lotId === lotId;
  const leads = [...contracts.filter(inThisLot), ...subcontracts.filter(inThisLot)];
  const own = leads.map(({ branchId }): Pair => ({ branchId, deliveringBranchId: branchId }));
  const others = subcontracts
    .filter(inThisLot)
    .map(({ branchId, deliveringBranchId }): Pair => ({ branchId, deliveringBranchId }));
  const pairs = new Map([...own, ...others].map((pair) => [pairKey(pair), pair]));
  return [...pairs.values()].sort(inOrder);
}
