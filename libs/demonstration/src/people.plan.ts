import type { NewExclusion, PersonDetails } from '#contracts/people';
import { normaliseNhsNumber } from '#domain/people/person-faults';
import { isLiveOn } from './contract-dates.js';
import type { PlannedContract } from './contracts.plan.js';
import { LOT_PROFILES, profileOf } from './leicestershire/localities.js';
import { LOTS } from './leicestershire/lots.js';
import { NAME_ORIGINS, STREETS } from './leicestershire/person-names.js';
import { testNhsNumber } from './nhs-number.js';
import { postcodeIn } from './postcodes.js';
import { SeededRandom } from './seeded-random.js';

export interface PlannedPerson extends PersonDetails {
  readonly nhsNumber: string | null;
  readonly lotCode: string;
  readonly exclusions: readonly NewExclusion[];
}

export const PEOPLE = 1_240;

const SEED = 9_990_004;
const FIRST_REFERENCE = 100_001;
const EXCLUSION_EVERY = 40;
const ONE_NAME_EVERY = 400;
const YEAR_ONLY_EVERY = 300;
const EXCLUSION_REASONS: readonly string[] = [
  'The family asked for this branch not to visit again after a complaint.',
  'A relative of the person works for this branch.',
  'The person felt unsafe with a carer of this branch and does not want it back.',
];

/**
 * Plans the people. The more older people live in a lot, the more planned people live there. Two calls with
 * the same arguments return the same people.
 */
export function planPeople(today: string, contracts: readonly PlannedContract[]): PlannedPerson[] {
  const random = new SeededRandom(SEED);
  const live = contracts.filter((contract) => isLiveOn(today, contract));
  const nhsNumbers = testNumbers(random);
  return lotsOfPeople(random).map((lotCode, index) => ({
    reference: `P-${FIRST_REFERENCE + index}`,
    ...knownInPart(nameAndAge(random), index),
    nhsNumber: random.chance(0.03) ? null : (nhsNumbers[index] ?? null),
    ...address(lotCode, random),
    livesAlone: random.chance(0.45),
    lotCode,
    exclusions: index % EXCLUSION_EVERY === 0 ? [exclusion(lotCode, live, random)] : [],
  }));
}

/** Returns one lot code for each person to plan, in random order. */
function lotsOfPeople(random: SeededRandom): string[] {
  const total = Object.values(LOT_PROFILES).reduce((sum, { olderPeople }) => sum + olderPeople, 0);
  const shares = LOTS.flatMap(({ code }) =>
    Array<string>(Math.floor((PEOPLE * profileOf(code).olderPeople) / total)).fill(code),
  );
  const remainder = Array.from({ length: PEOPLE - shares.length }, () => random.pick(LOTS).code);
  return random.shuffled([...shares, ...remainder]);
}

function testNumbers(random: SeededRandom): string[] {
  const numbers = Array.from({ length: PEOPLE * 2 }, (_, serial) => testNhsNumber(serial * 397));
  return random.shuffled(
    numbers.flatMap((number) => (number === null ? [] : (normaliseNhsNumber(number) ?? []))),
  );
}

function nameAndAge(random: SeededRandom): Pick<PersonDetails, 'givenName' | 'familyName' | 'bornOn'> {
  const { given, family } = random.pickBy(NAME_ORIGINS, ({ weight }) => weight);
  return { givenName: random.pick(given), familyName: random.pick(family), bornOn: birthday(random) };
}

/** Leaves out the given name of a few people who have only one name, and the day of birth of a few. */
function knownInPart<T extends Pick<PersonDetails, 'givenName' | 'bornOn'>>(person: T, index: number): T {
  if (index % ONE_NAME_EVERY === ONE_NAME_EVERY - 1) return { ...person, givenName: '' };
  return index % YEAR_ONLY_EVERY === YEAR_ONLY_EVERY - 1
    ? { ...person, bornOn: person.bornOn?.slice(0, 4) ?? null }
    : person;
}

/** Returns a random birth date from 1925 to 1990, mostly before 1950. */
function birthday(random: SeededRandom): string {
  const year = random.chance(0.82) ? random.integer(1925, 1949) : random.integer(1950, 1990);
  const month = String(random.integer(1, 12)).padStart(2, '0');
  return `${year}-${month}-${String(random.integer(1, 28)).padStart(2, '0')}`;
}

function address(lotCode: string, random: SeededRandom): Pick<PersonDetails, 'addressLines' | 'postcode'> {
  const { sector, town } = random.pick(profileOf(lotCode).localities);
  const house = `${random.integer(1, 180)} ${random.pick(STREETS)}`;
  const flat = random.chance(0.12) ? [`Flat ${random.integer(1, 24)}`] : [];
  return { addressLines: [...flat, house, town], postcode: postcodeIn(sector, random) };
}

function exclusion(
  lotCode: string,
  contracts: readonly PlannedContract[],
  random: SeededRandom,
): NewExclusion {
  const { branchId } = random.pick(contracts.filter((contract) => contract.lotCode === lotCode));
  return { branchId, reason: random.pick(EXCLUSION_REASONS) };
}
