import fc from 'fast-check';
import { areaCoverage } from './area-coverage.js';
import { locateLot } from './postcode.js';

describe('the postcode areas of lots', () => {
  it.each([
    [
      'whole districts',
      [
        ['A', 'LE11'],
        ['B', 'LE12'],
      ],
      { nested: [], gaps: [] },
    ],
    ['a sector inside the own district', [['A', 'LE11', 'LE11 3']], { nested: [], gaps: [] }],
    [
      'a sector inside the district of another lot',
      [
        ['A', 'LE11'],
        ['B', 'LE11 3'],
      ],
      { nested: [{ sector: 'LE11 3', lot: 'B', district: 'LE11', inLot: 'A' }], gaps: [] },
    ],
    [
      'nine of ten sectors',
      [['B', ...'012345678'].map((one) => (one === 'B' ? one : `LE11 ${one}`))],
      { nested: [], gaps: [{ district: 'LE11', lots: ['B'], missing: ['LE11 9'] }] },
    ],
    [
      'all ten sectors',
      [['B', ...'0123456789'].map((one) => (one === 'B' ? one : `LE11 ${one}`))],
      { nested: [], gaps: [] },
    ],
  ] as [string, string[][], object][])('with %s', (_, lots, coverage) => {
    expect(areaCoverage(lots.map(([code = '', ...areas]) => ({ code, areas })))).toEqual(coverage);
  });

  it('have a gap exactly where a postcode of a listed district finds no lot', () => {
    const area = fc
      .tuple(fc.constantFrom('LE1', 'LE2'), fc.constantFrom('', ' 0', ' 4', ' 9'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(area), fc.uniqueArray(area), (one, other) => {
        const lots = [
          { code: 'A', areas: one },
          { code: 'B', areas: other.filter((name) => !one.includes(name)) },
        ];
        const areas = lots.flatMap(({ code, areas: own }) =>
          own.map((name) => ({ area: name, lotId: code })),
        );
        for (const { missing } of areaCoverage(lots).gaps)
          for (const sector of missing) expect(locateLot(sector, areas)).toBeNull();
      }),
    );
  });
});
