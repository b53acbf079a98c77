import fc from 'fast-check';
import { type DistrictPlace, districtDistanceMiles } from './district-distance.js';

const place = (latitude: number, longitude: number): DistrictPlace => ({ latitude, longitude });
const LOUGHBOROUGH = place(52.7696, -1.2174);

describe('the distance between postcode districts', () => {
  it.each([
    { one: LOUGHBOROUGH, other: LOUGHBOROUGH, miles: 0, why: 'one district' },
    { one: LOUGHBOROUGH, other: place(52.7768, -1.2064), miles: 1, why: 'neighbours' },
    { one: LOUGHBOROUGH, other: place(52.7663, -0.8869), miles: 14, why: 'Loughborough to Melton Mowbray' },
    { one: place(50.1188, -5.5376), other: place(58.4393, -3.0937), miles: 583, why: 'Penzance to Wick' },
    { one: LOUGHBOROUGH, other: null, miles: null, why: 'a district that is not known' },
    { one: null, other: null, miles: null, why: 'no district is known' },
  ])('is $miles miles: $why', ({ one, other, miles }) => {
    expect(districtDistanceMiles(one, other)).toBe(miles);
    expect(districtDistanceMiles(other, one)).toBe(miles);
  });

  it('is never negative, and the same in both directions', () => {
    const places = fc.record({
      latitude: fc.double({ min: 49, max: 61, noNaN: true }),
      longitude: fc.double({ min: -9, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(places, places, (one, other) => {
        const miles = districtDistanceMiles(one, other);
        expect(miles).toBeGreaterThanOrEqual(0);
        expect(districtDistanceMiles(other, one)).toBe(miles);
      }),
    );
  });
});
