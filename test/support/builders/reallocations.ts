import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { StartReallocation } from '#brokerage/reallocations/start-reallocation';
import { reallocationPage, casePage } from '#brokerage/reallocations/reallocations.queries';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { PlacementView } from '#contracts/placements';
import type { CaseView, ReallocationSettings, ReallocationView } from '#contracts/reallocations';
import type { Visit } from '#contracts/visits';
import type { World } from '../world.js';
import type { TestUser } from './authorities.js';
import type { ContractedBranch } from './providers.js';

export interface SuspendedGiven {
  readonly lot?: LotEntity;
  /**
   * The visits of each person for whom the branch cares; `undefined` stands for the usual visits. If absent,
   * there are two people with the usual visits.
   */
  readonly people?: readonly (readonly Visit[] | undefined)[];
  /** The number of branches besides the suspended branch, which could take over its care. If absent, 2. */
  readonly others?: number;
  readonly spareMinutes?: number;
}

export interface Suspended {
  readonly lot: LotEntity;
  readonly commissioner: TestUser;
  readonly officer: TestUser;
  readonly leaving: ContractedBranch;
  readonly others: readonly ContractedBranch[];
  readonly placements: readonly PlacementView[];
  readonly restrictionId: string;
  readonly proposal: ReallocationView;
}

/** Creates a branch that delivers care and suspends it. The suspension proposes a reallocation. */
export async function aSuspendedBranch(world: World, given: SuspendedGiven): Promise<Suspended> {
  const lot = given.lot ?? (await world.aLot());
  const { authorityId } = lot;
  const commissioner = await world.aUser({ role: 'commissioner', authorityId });
  const officer = await world.aUser({ role: 'officer', authorityId });
  const leaving = await world.aContractedBranch({ lot });
  const placements: PlacementView[] = [];
  for (const visits of given.people ?? [undefined, undefined]) {
    const pkg = visits && { visits };
    const { placement } = await world.aPlacement({ lot, officer, branches: [leaving], ...(pkg && { pkg }) });
    placements.push(placement);
  }
  const others: ContractedBranch[] = [];
  for (let count = 0; count < (given.others ?? 2); count++)
    others.push(await world.aContractedBranch({ lot, spareMinutes: given.spareMinutes ?? 6_000 }));
  const { id: restrictionId } = await world.get(RecordRestriction).execute(commissioner.caller, {
    branchId: leaving.branch.id,
    source: 'authority',
    reference: 'S-1',
    evidence: 'Safeguarding visit',
    reason: `O'Brien <b> 李`,
    from: world.clock.now().toISOString(),
    lotIds: [],
    conditions: [{ kind: 'suspended' }],
  });
  await world.get(ProposeReallocations).execute({ restrictionId });
  const { items } = await reallocationPage(world.reader, authorityId, {});
  const proposal = items.find((one) => one.restrictionId === restrictionId);
  if (!proposal) throw new Error('a suspension of a branch that delivers care proposes a reallocation');
  return { lot, commissioner, officer, leaving, others, placements, restrictionId, proposal };
}

/**
 * Starts the proposed reallocation. By default it releases cases fast and has no intake cap, and an officer
 * chooses the offers.
 */
export function started(
  world: World,
  { commissioner, proposal }: Pick<Suspended, 'commissioner' | 'proposal'>,
  settings: Partial<ReallocationSettings> = {},
): Promise<ReallocationView> {
  return world.get(StartReallocation).execute(commissioner.caller, {
    reallocationId: proposal.id,
    version: proposal.version,
    reason: 'Care is not safe',
    urgency: 'urgent',
    pacePerMinute: 100,
    intakeCap: null,
    awarding: 'officer',
    ...settings,
  });
}

/** Lists all cases of a reallocation, in the order in which they are to be released. */
export async function casesOf(
  world: World,
  authorityId: string,
  reallocationId: string,
): Promise<CaseView[]> {
  const { items } = await casePage(world.reader, authorityId, reallocationId, { limit: 200 });
  return [...items];
}
