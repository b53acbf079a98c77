import type { SeededRandom } from './seeded-random.js';

/** The letters that the last two places of a postcode use. */
const UNIT_LETTERS = [...'ABDEFGHJLNPQRSTUWXYZ'];

/** A postcode of the right form in a sector; whether it exists is left to chance. */
export function postcodeIn(sector: string, random: SeededRandom): string {
  return `${sector}${random.pick(UNIT_LETTERS)}${random.pick(UNIT_LETTERS)}`;
}
