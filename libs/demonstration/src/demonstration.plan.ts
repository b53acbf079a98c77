import { type PlannedCapacity, planCapacities } from './capacities.plan.js';
import { type PlannedContract, planContracts } from './contracts.plan.js';
import { type PlannedLot, LOTS } from './leicestershire/lots.js';
import { type Market, planLivePackages, type PlannedLivePackage } from './packages.plan.js';
import { type PlannedPerson, planPeople } from './people.plan.js';
import { type PlannedProviders, planProviders } from './providers.plan.js';
import { type PlannedRestriction, planRestrictions } from './restrictions.plan.js';
import { planStories } from './stories.plan.js';
import type { PackageStory } from './stories/story.js';
import { type PlannedSubcontract, planSubcontracts } from './subcontracts.plan.js';
import { type PlannedUser, planUsers } from './users.plan.js';

/** All data with which the demonstration authority starts. */
export interface DemonstrationPlan extends PlannedProviders {
  readonly today: string;
  readonly lots: readonly PlannedLot[];
  readonly contracts: readonly PlannedContract[];
  readonly subcontracts: readonly PlannedSubcontract[];
  readonly capacities: readonly PlannedCapacity[];
  readonly restrictions: readonly PlannedRestriction[];
  readonly users: readonly PlannedUser[];
  readonly people: readonly PlannedPerson[];
  readonly livePackages: readonly PlannedLivePackage[];
  readonly stories: readonly PackageStory[];
}

/**
 * The number of people with live care. All other people of the demonstration are in a story or have no
 * package yet.
 */
const PEOPLE_WITH_LIVE_CARE = 1_190;

/**
 * Plans the demonstration for one day (an ISO date). Two calls with the same day return the same plan, on
 * every machine.
 */
export function planDemonstration(today: string): DemonstrationPlan {
  const { providers, branches } = planProviders(today);
  const contracts = planContracts(today, branches);
  const subcontracts = planSubcontracts(today, branches, contracts);
  const capacities = planCapacities(branches, contracts, subcontracts);
  const restrictions = planRestrictions(today, branches);
  const market: Market = { today, branches, contracts, subcontracts, capacities, restrictions };

  const people = planPeople(today, contracts);
  const stories = planStories(market, people);
  const inStories = new Set(stories.map(({ personReference }) => personReference));
  const others = people.filter(({ reference }) => !inStories.has(reference));
  const livePackages = planLivePackages(market, others.slice(0, PEOPLE_WITH_LIVE_CARE));
  const users = planUsers(providers);
  return { ...market, lots: LOTS, providers, users, people, livePackages, stories };
}
