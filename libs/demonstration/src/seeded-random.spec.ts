import { SeededRandom } from './seeded-random.js';

describe('seeded random', () => {
  it('gives the same numbers for the same seed', () => {
    const [one, two] = [new SeededRandom(7), new SeededRandom(7)];
    for (let i = 0; i < 1_000; i++) expect(one.next()).toBe(two.next());
  });

  it('gives the numbers that mulberry32 is known for', () => {
    const random = new SeededRandom(1);
    expect([random.next(), random.next()].map((number) => number.toFixed(9))).toEqual([
      '0.627073941',
      '0.002735721',
    ]);
  });

  it('reaches both ends of a range and nothing outside', () => {
    const random = new SeededRandom(2);
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
  });

  it('never picks what weighs nothing', () => {
    const random = new SeededRandom(3);
    const picked = Array.from({ length: 500 }, () => random.pickBy(['a', 'b'], (it) => (it === 'a' ? 0 : 1)));
    expect(new Set(picked)).toEqual(new Set(['b']));
  });

  it('refuses to pick from nothing', () => {
    expect(() => new SeededRandom(4).pick([])).toThrow('nothing to pick from');
  });

  it('keeps every item when it shuffles', () => {
    const items = Array.from({ length: 50 }, (_, i) => i);
    const shuffled = new SeededRandom(5).shuffled(items);
    expect(shuffled).not.toEqual(items);
    expect(shuffled.sort((a, b) => a - b)).toEqual(items);
  });
});
