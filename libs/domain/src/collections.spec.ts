import { groupedBy, keyedBy, sumOf, byCodeUnits, inOrderOf } from './collections.js';
import * as fc from 'fast-check';

describe('rows', () => {
  const rows = [
    { lot: 'a', minutes: 30 },
    { lot: 'b', minutes: 45 },
    { lot: 'a', minutes: 60 },
  ];

  it('are grouped in the order in which they came', () => {
    expect([...groupedBy(rows, ({ lot }) => lot)]).toEqual([
      ['a', [rows[0], rows[2]]],
      ['b', [rows[1]]],
    ]);
  });

  it('are found by their key, the last of several', () => {
    expect(keyedBy(rows, ({ lot }) => lot).get('a')).toBe(rows[2]);
  });

  it('are added up', () => {
    expect(sumOf(rows, ({ minutes }) => minutes)).toBe(135);
    expect(sumOf([], () => 1)).toBe(0);
  });
});

const order = inOrderOf<{ tier: number; id: string }>(
  (a, b) => a.tier - b.tier,
  (a, b) => byCodeUnits(a.id, b.id),
);

describe('an ordering', () => {
  it('asks the second only where the first does not decide', () => {
    expect(order({ tier: 1, id: 'z' }, { tier: 2, id: 'a' })).toBeLessThan(0);
    expect(order({ tier: 1, id: 'z' }, { tier: 1, id: 'a' })).toBeGreaterThan(0);
    expect(order({ tier: 1, id: 'a' }, { tier: 1, id: 'a' })).toBe(0);
  });

  it('puts texts in code-unit order, as no locale does', () => {
    expect(['é', 'b', 'B', 'a', '10', '9'].toSorted(byCodeUnits)).toEqual(['10', '9', 'B', 'a', 'b', 'é']);
  });

  it('is the other way round when the two are swapped', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(byCodeUnits(a, b) + byCodeUnits(b, a)).toBe(0);
      }),
    );
  });
});
