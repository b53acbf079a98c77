import type { SeededRandom } from './seeded-random.js';

/** The letters that the last two characters of a postcode may use. */
const UNIT_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];

/** Returns a random postcode of valid form in a sector. The postcode may or may not exist. */
export function postcodeIn(sector: string, random: SeededRandom): string {
  return `${sector}${random.pick(UNIT_LETTERS)}${random.pick(UNIT_LETTERS)}`;
}
