import { locateLot, parsePostcode } from '#domain/lots/postcode';
import { planContracts } from './contracts.plan.js';
import { LOTS } from './leicestershire/lots.js';
import { STREETS } from './leicestershire/person-names.js';
import { planPeople } from './people.plan.js';
import { planProviders } from './providers.plan.js';

const TODAY = '2026-11-22';
const { branches } = planProviders(TODAY);
const contracts = planContracts(TODAY, branches);
const people = planPeople(TODAY, contracts);

describe('the people of the demonstration', () => {
  it('are 1,240, each with a reference of their own', () => {
    expect(people).toHaveLength(1_240);
    expect(new Set(people.map(({ reference }) => reference)).size).toBe(1_240);
  });

  it('have NHS numbers from the test range only, each used once, and a few have none', () => {
    const numbers = people.map(({ nhsNumber }) => nhsNumber).filter((number) => number !== null);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const number of numbers) expect(number).toMatch(/^999 \d{3} \d{4}$/);
    expect(numbers.length).toBeGreaterThan(1_150);
    expect(numbers.length).toBeLessThan(1_240);
  });

  it.each(["O'Brien", '李', 'Nguyễn', 'D’Arcy-Smith', 'Wójcik', 'Patel'])(
    'count somebody called %s',
    (name) => {
      expect(people.some(({ familyName }) => familyName === name)).toBe(true);
    },
  );

  it('have names of one word or joined, without stray spaces', () => {
    for (const { givenName, familyName } of people)
      expect(`${givenName} ${familyName}`.trim()).toMatch(/^\S+( \S+)?$/);
  });

  it('have one name in a few cases, and a birth of which only the year is known in a few', () => {
    expect(people.filter(({ givenName }) => givenName === '')).toHaveLength(3);
    expect(people.filter(({ bornOn }) => bornOn?.length === 4)).toHaveLength(3);
  });

  it('were born from 1925 to 1990', () => {
    for (const { bornOn } of people) {
      expect(bornOn).toMatch(/^\d{4}(-\d{2}-\d{2})?$/);
      expect(String(bornOn) >= '1925' && String(bornOn) <= '1990-12-31').toBe(true);
    }
  });

  it('live in streets that do not exist, at postcodes of their lot', () => {
    const areas = LOTS.flatMap((lot) => lot.areas.map((area) => ({ area, lotId: lot.code })));
    for (const { addressLines, postcode, lotCode } of people) {
      expect(STREETS.some((street) => addressLines.some((line) => line.endsWith(street)))).toBe(true);
      const parsed = parsePostcode(postcode);
      expect(parsed?.postcode).toBe(postcode);
      expect(locateLot(parsed?.sector ?? '', areas)).toBe(lotCode);
    }
  });

  it('live in every lot, some of them alone', () => {
    expect(new Set(people.map(({ lotCode }) => lotCode)).size).toBe(18);
    const alone = people.filter(({ livesAlone }) => livesAlone).length;
    expect(alone).toBeGreaterThan(400);
    expect(alone).toBeLessThan(800);
  });

  it('have excluded, in a few cases, a branch contracted in their lot', () => {
    const exclusions = people.flatMap(({ lotCode, exclusions }) =>
      exclusions.map((it) => ({ ...it, lotCode })),
    );
    expect(exclusions).toHaveLength(31);
    for (const { branchId, lotCode } of exclusions)
      expect(contracts.some((it) => it.branchId === branchId && it.lotCode === lotCode)).toBe(true);
  });
});
