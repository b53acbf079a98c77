import { locateLot } from './locate-lot.js';

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
