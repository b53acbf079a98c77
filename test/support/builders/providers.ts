import { v7 as uuid } from 'uuid';
import { CAPABILITIES } from '#contracts/needs';
import { BANDS } from '#contracts/visits';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import {
  BranchEntity,
  CapacityEntity,
  ContractEntity,
  ProviderEntity,
} from '#brokerage/rows/provider.entity';
import type { World } from '../world.js';
import type { TestUser } from './authorities.js';

/** The lot of a contract or a capacity declaration. */
type InLot = Pick<LotEntity, 'id' | 'authorityId'>;

export interface BranchGiven extends Partial<BranchEntity> {
  /** The overall CQC rating of the branch, and the rating of each key question. If absent, *good*. */
  readonly overall?: BranchEntity['ratings']['overall'];
}

/** Creates a provider with one branch. The branch is registered, is rated good and has all capabilities. */
export async function aProviderWithBranch(
  world: World,
  { overall = 'good', ...given }: BranchGiven,
): Promise<{ provider: ProviderEntity; branch: BranchEntity }> {
  const number = world.next();
  const provider = { id: given.providerId ?? cqcId(number, 1), name: `Provider ${number}` };
  if (!given.providerId) await world.save(ProviderEntity, provider);
  const branch = await world.save(BranchEntity, {
    id: cqcId(number, 2),
    name: `Branch ${number}`,
    postcode: 'LE11 3TU',
    registrationStatus: 'registered',
    dormant: false,
    personalCare: true,
    ratings: {
      overall,
      safe: overall,
      effective: overall,
      caring: overall,
      responsive: overall,
      wellLed: overall,
      ratedOn: overall && '2025-06-01',
    },
    capabilities: [...CAPABILITIES],
    confirmedCapabilities: given.capabilities ?? [...CAPABILITIES],
    telephone: null,
    managerName: null,
    closedAt: null,
    closedBy: [],
    version: 1,
    ...given,
    providerId: provider.id,
  });
  return { provider, branch };
}

const cqcId = (number: number, kind: number): string => `1-${kind}${String(number).padStart(8, '0')}`;

export function aContract(
  world: World,
  { lot, ...given }: Partial<ContractEntity> & { readonly lot: InLot; readonly branchId: string },
): Promise<ContractEntity> {
  return world.save(ContractEntity, {
    id: uuid(),
    authorityId: lot.authorityId,
    lotId: lot.id,
    tier: 1,
    rankInTier: 1,
    rateMinPence: 2_000,
    rateMaxPence: 2_800,
    startsOn: '2025-04-01',
    endsOn: null,
    noticeDays: 28,
    version: 1,
    ...given,
  });
}

/** Declares capacity of a branch now, for all bands and with double-ups. */
export function aCapacity(
  world: World,
  { lot, ...given }: Partial<CapacityEntity> & { readonly lot: InLot; readonly branchId: string },
): Promise<CapacityEntity> {
  return world.save(CapacityEntity, {
    authorityId: lot.authorityId,
    lotId: lot.id,
    spareMinutes: 6_000,
    bands: [...BANDS],
    doubleUps: true,
    declaredAt: world.clock.now(),
    version: 1,
    ...given,
  });
}

export interface ContractedBranch {
  readonly provider: ProviderEntity;
  readonly branch: BranchEntity;
  readonly contract: ContractEntity;
  readonly user: TestUser;
}

/**
 * Creates a branch that is eligible for every package of the lot. Also creates a user of the branch's
 * provider.
 */
export async function aContractedBranch(
  world: World,
  given: BranchGiven & {
    readonly lot: InLot;
    readonly spareMinutes?: number;
    readonly terms?: Partial<Pick<ContractEntity, 'tier' | 'rankInTier'>>;
  },
): Promise<ContractedBranch> {
  const { lot, spareMinutes = 6_000, terms, ...branchGiven } = given;
  const { provider, branch } = await aProviderWithBranch(world, branchGiven);
  const contract = await aContract(world, { lot, branchId: branch.id, ...terms });
  await aCapacity(world, { lot, branchId: branch.id, spareMinutes });
  const user = await world.aUser({ role: 'provider', providerId: provider.id });
  return { provider, branch, contract, user };
}
