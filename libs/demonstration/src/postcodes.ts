import type { SeededRandom } from './seeded-random.js';

/** The letters that the last two characters of a UK postcode may be. */
const UNIT_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];

/** Returns a random postcode in a postcode sector. The form is valid, but the postcode may not exist. */
export function postcodeIn(sector: string, random: SeededRandom): string {
  return `${sector}${random.pick(UNIT_LETTERS)}${random.pick(UNIT_LETTERS)}`;
}
