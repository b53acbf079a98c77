import { groupedBy, keyedBy, sumOf } from './grouping.js';

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
