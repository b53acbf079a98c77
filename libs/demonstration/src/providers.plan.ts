import { CAPABILITIES, type Capability } from '#contracts/needs';
import type { BranchFile, NewProvider } from '#contracts/providers';
import { type BranchQuality, plannedQuality, plannedRatings } from './branch-record.js';
import { profileOf } from './leicestershire/localities.js';
import { type BranchSize, PROVIDER_ROSTER, type RosterBranch } from './leicestershire/provider-roster.js';
import { postcodeIn } from './postcodes.js';
import { SeededRandom } from './seeded-random.js';

export interface PlannedBranch extends BranchFile {
  readonly size: BranchSize;
  /** The lot in which the branch has its office. */
  readonly homeLotCode: string;
  readonly quality: BranchQuality;
}

export interface PlannedProviders {
  readonly providers: readonly NewProvider[];
  readonly branches: readonly PlannedBranch[];
}

const SEED = 9_990_001;

/**
 * A probability that gives every branch the capability. The value is 2, because it is multiplied by 0.75 for
 * small branches and must stay above 1.
 */
const ALWAYS = 2;

/** The probability that a branch of medium size has each capability. */
const COMMONNESS: Readonly<Record<Capability, number>> = {
  dementia: 0.85,
  peg: 0.35,
  catheter: 0.65,
  stoma: 0.4,
  diabetes: 0.7,
  epilepsy: 0.4,
  stroke: 0.55,
  end_of_life: 0.5,
  learning_disability: 0.35,
  autism: 0.25,
  mental_health: 0.4,
  physical_disability: 0.8,
  sensory_impairment: 0.45,
  moving_and_handling: 0.9,
  medication: ALWAYS,
  carer_female: ALWAYS,
  carer_male: 0.6,
  bsl: 0.08,
  language_bengali: 0.1,
  language_cantonese: 0.06,
  language_gujarati: 0.35,
  language_hindi: 0.25,
  language_polish: 0.2,
  language_punjabi: 0.25,
  language_somali: 0.06,
  language_urdu: 0.2,
};

const SKILL_OF_SIZE: Readonly<Record<BranchSize, number>> = { large: 1.35, medium: 1, small: 0.75 };

/**
 * Plans the providers and branches. Two calls with the same day return the same plan. The ids are in a range
 * that CQC does not use.
 */
export function planProviders(today: string): PlannedProviders {
  const random = new SeededRandom(SEED);
  const providers: NewProvider[] = [];
  const branches: PlannedBranch[] = [];
  for (const { name, branches: roster } of PROVIDER_ROSTER) {
    const provider = { id: `1-${9_990_000_001 + providers.length}`, name };
    providers.push(provider);
    for (const entry of roster) {
      const id = `1-${9_990_000_101 + branches.length}`;
      const branchName = roster.length === 1 ? name : `${name} ${entry.town}`;
      branches.push(plannedBranch({ id, providerId: provider.id, name: branchName }, entry, today, random));
    }
  }
  return { providers, branches };
}

const MANAGERS = [
  'Asha Patel',
  'Brenda Okafor',
  'Callum Reid',
  'Danuta Nowak',
  'Evan Lloyd',
  'Farah Iqbal',
] as const;

/**
 * Returns a registered manager, and a number of the range 01632 960000 to 960999, which Ofcom reserves for
 * drama. Both follow from the branch's id, so no other planned value changes.
 */
function plannedContact(branchId: string): Required<Pick<BranchFile, 'telephone' | 'managerName'>> {
  const number = Number(branchId.replace(/\D/g, '')) % 1_000;
  return {
    telephone: `01632 960${String(number).padStart(3, '0')}`,
    managerName: MANAGERS[number % MANAGERS.length] ?? null,
  };
}

function plannedBranch(
  identity: Pick<BranchFile, 'id' | 'providerId' | 'name'>,
  entry: RosterBranch,
  today: string,
  random: SeededRandom,
): PlannedBranch {
  const { localities } = profileOf(entry.lotCode);
  const { sector } = localities.find(({ town }) => town === entry.town) ?? random.pick(localities);
  return {
    ...identity,
    postcode: postcodeIn(sector, random),
    registration: {
      status: entry.standing === 'deregistered' ? 'deregistered' : 'registered',
      dormant: entry.standing === 'dormant',
      personalCare: entry.standing !== 'deregistered',
    },
    ratings: plannedRatings(entry, today, random),
    capabilities: CAPABILITIES.filter((capability) =>
      random.chance(COMMONNESS[capability] * SKILL_OF_SIZE[entry.size]),
    ),
    ...plannedContact(identity.id),
    size: entry.size,
    homeLotCode: entry.lotCode,
    quality: plannedQuality(entry, random),
  };
}
