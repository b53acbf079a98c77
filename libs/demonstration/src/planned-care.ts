import { CAPABILITIES, type Capability } from '#contracts/needs';
import type { PackageDetails, Urgency } from '#contracts/packages';
import type { Visit } from '#contracts/visits';
import { weeklyMinutes } from '#domain/packages/visits';
import type { SeededRandom } from './seeded-random.js';
import type { VisitPattern } from './visit-patterns.js';

/** A planned package, before it is stored and gets a database id. */
export interface PlannedPackage extends PackageDetails {
  /** Identifies the package inside the demonstration plan. */
  readonly key: string;
  /** The authority's case number for the person. */
  readonly personReference: string;
  readonly lotCode: string;
  readonly weeklyMinutes: number;
}

export type PlannedCare = Pick<PlannedPackage, 'visits' | 'needs' | 'weeklyMinutes' | 'note'>;

/**
 * For each capability, the probability that a package needs it in addition to the needs of the visit pattern.
 */
const FURTHER_NEEDS: Partial<Record<Capability, number>> = {
  dementia: 0.22,
  stoma: 0.03,
  epilepsy: 0.04,
  stroke: 0.07,
  autism: 0.02,
  mental_health: 0.06,
  physical_disability: 0.14,
  sensory_impairment: 0.07,
  medication: 0.2,
  carer_female: 0.1,
  carer_male: 0.03,
  bsl: 0.03,
  language_bengali: 0.04,
  language_cantonese: 0.04,
  language_gujarati: 0.06,
  language_hindi: 0.03,
  language_polish: 0.03,
  language_punjabi: 0.04,
  language_somali: 0.04,
  language_urdu: 0.04,
};

const NOTES: readonly string[] = [
  'Key safe by the front door; the code is given after award.',
  'A small dog, friendly, shut in the kitchen before visits.',
  'Hard of hearing: please ring twice and wait.',
  'Prefers the same few carers; new faces to be introduced.',
  'No parking in the road before 09:30.',
  'Uses a rotating stand aid; the occupational therapist has shown the last team.',
];

/**
 * Plans the visits and needs of a package from a visit pattern. Picks the length of each visit at random.
 * Adds random needs that the branch can meet.
 */
export function planCare(
  pattern: VisitPattern,
  capabilities: readonly Capability[],
  random: SeededRandom,
): PlannedCare {
  const visits = pattern.visits.map(({ minutes, ...visit }, index): Visit => ({
    key: `v${index + 1}`,
    ...visit,
    minutes: random.pick(minutes),
  }));
  const further = CAPABILITIES.filter((need) => random.chance(FURTHER_NEEDS[need] ?? 0));
  const needs = CAPABILITIES.filter(
    (need) => pattern.needs.includes(need) || (further.includes(need) && capabilities.includes(need)),
  );
  const note = random.chance(0.25) ? random.pick(NOTES) : null;
  return { visits, needs, weeklyMinutes: weeklyMinutes(visits), note };
}

export function plannedUrgency(random: SeededRandom): Urgency {
  return random.pickBy<Urgency>(['routine', 'urgent', 'hospital'], (urgency) => URGENCY_WEIGHTS[urgency]);
}

const URGENCY_WEIGHTS: Readonly<Record<Urgency, number>> = { routine: 60, urgent: 18, hospital: 22 };
