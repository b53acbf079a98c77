import * as fc from 'fast-check';
import { byCodeUnits, inOrderOf } from './ordering.js';

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
