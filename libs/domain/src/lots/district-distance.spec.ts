import { districtDistanceMiles } from './district-distance.js';

describe('the distance between postcode districts', () => {
  it.each([
    { one: 'LE11', other: 'LE11', miles: 0, why: 'one district' },
    { one: 'LE11', other: 'LE12', miles: 1, why: 'neighbours' },
    {
      one: 'LE11',
      other: 'LE13',
      miles: 14,
      why: 'Loughborough to Melton Mowbray, which are 14 miles apart on a map',
    },
    { one: 'LE10', other: 'LE15', miles: 29, why: 'Hinckley to Rutland' },
    { one: 'LE11', other: 'SW1A', miles: null, why: 'a district outside of the table' },
    { one: 'constructor', other: 'LE11', miles: null, why: 'no district' },
  ])('$one to $other is $miles miles: $why', ({ one, other, miles }) => {
    expect(districtDistanceMiles(one, other)).toBe(miles);
    expect(districtDistanceMiles(other, one)).toBe(miles);
  });
});
