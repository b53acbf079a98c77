import { isNoFixedAbode, normaliseArea, locateLot, parsePostcode } from './postcode.js';

describe('an area of a lot', () => {
  it.each([
    { text: 'LE13', area: 'LE13', why: 'a district' },
    { text: ' le13 ', area: 'LE13', why: 'however it is typed' },
    { text: 'le11 3', area: 'LE11 3', why: 'a sector' },
    { text: 'LE11   3', area: 'LE11 3', why: 'with too many spaces' },
    { text: 'EC1A 1', area: 'EC1A 1', why: 'a sector in central London' },
    { text: 'LE11', area: 'LE11', why: 'a district, not sector 1 of LE1' },
    { text: 'LE1 1', area: 'LE1 1', why: 'which is written with its space' },
    { text: 'LE113', area: null, why: 'neither: the space is missing' },
    { text: 'QQ1', area: null, why: 'in an area that does not exist' },
    { text: 'ZZ99', area: null, why: 'no fixed abode' },
    { text: 'LE', area: null, why: 'larger than a district' },
    { text: 'LE11 3TU', area: null, why: 'a postcode' },
    { text: 'LE11 33', area: null, why: 'two digits' },
    { text: 'LE11 3 4', area: null, why: 'something left over' },
    { text: '', area: null, why: 'nothing' },
  ])('"$text" is $area: $why', ({ text, area }) => {
    expect(normaliseArea(text)).toBe(area);
  });
});

const AREAS = [
  { area: 'LE11', lotId: 'town' },
  { area: 'LE11 3', lotId: 'villages' },
  { area: 'LE1', lotId: 'city' },
];

describe('the lot of a sector', () => {
  it.each([
    { sector: 'LE11 1', lot: 'town', why: 'its district' },
    { sector: 'LE11 3', lot: 'villages', why: 'the sector itself beats its district' },
    { sector: 'LE1 1', lot: 'city', why: 'LE1 1 does not lie in LE11' },
    { sector: 'LE12 1', lot: null, why: 'nowhere' },
  ])('$sector is $lot: $why', ({ sector, lot }) => {
    expect(locateLot(sector, AREAS)).toBe(lot);
    expect(locateLot(sector, AREAS.toReversed())).toBe(lot);
  });
});

// Postcodes from the test data of the npm package `postcode` (ideal-postcodes/postcode), MIT licence.
const VECTORS = [
  ['L27 8XY', 'L27 8XY', 'L27', 'L27 8'],
  ['NR10 3EZ', 'NR10 3EZ', 'NR10', 'NR10 3'],
  ['RG4 5AY', 'RG4 5AY', 'RG4', 'RG4 5'],
  ['NE69 7AW', 'NE69 7AW', 'NE69', 'NE69 7'],
  ['ZE1 0AA', 'ZE1 0AA', 'ZE1', 'ZE1 0'],
  ['L278XY', 'L27 8XY', 'L27', 'L27 8'],
  ['NR103EZ', 'NR10 3EZ', 'NR10', 'NR10 3'],
  ['ZE10AA', 'ZE1 0AA', 'ZE1', 'ZE1 0'],
  ['SE232NF', 'SE23 2NF', 'SE23', 'SE23 2'],
] as const;

const INVALID = [
  ...['LE11 3TC', 'LE11 3TI', 'LE11 3TK', 'LE11 3TM', 'LE11 3TO', 'LE11 3TV', 'LE11 3T0'],
  ...['QQ1 1AA', 'AA9 9AA', 'A9 9AA', 'LX1 1AA', 'ZZ99 3VZ'],
  'Definitely wrong',
  '12FSSD',
  '1A1 1AA',
  'EH1 JS',
  'EH1JS',
  'EH 1JS',
];

describe('a postcode', () => {
  it.each(VECTORS)('%s is %s in district %s and sector %s', (text, postcode, district, sector) => {
    expect(parsePostcode(text)).toEqual({ postcode, district, sector });
  });

  it('is read however it is typed', () => {
    expect(parsePostcode('  le11   3tu ')).toEqual({
      postcode: 'LE11 3TU',
      district: 'LE11',
      sector: 'LE11 3',
    });
  });

  it.each([
    ['LE1I 3TU', 'LE11 3TU'],
    ['LEI1 3TU', 'LE11 3TU'],
    ['S014 OAA', 'SO14 0AA'],
    ['B1 IAA', 'B1 1AA'],
  ])('that says %s is %s: digits and letters that look alike are told by their place', (text, postcode) => {
    expect(parsePostcode(text)?.postcode).toBe(postcode);
  });

  it.each([
    ['ZZ99 3VZ', true],
    ['zz993vz', true],
    ['ZZ99', true],
    ['ZE1 0AA', false],
  ])('that says %s stands for no fixed abode: %s', (text, stands) => {
    expect(isNoFixedAbode(text)).toBe(stands);
  });

  it('keeps the letter of a district in central London, where sectors would not fit otherwise', () => {
    expect(parsePostcode('EC1A 1BB')).toEqual({ postcode: 'EC1A 1BB', district: 'EC1A', sector: 'EC1A 1' });
  });

  it.each([...INVALID, '', 'LE11', 'LE11 3', 'LE11 3TU LE11 3TU'])('is not "%s"', (text) => {
    expect(parsePostcode(text)).toBeNull();
  });
});
