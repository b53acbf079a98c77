import { readDistrictRow } from './read-district-row.js';

const ROW = { district: 'LE11', latitude: '52.7696', longitude: '-1.2174' };
const LE11 = { district: 'LE11', latitude: 52.7696, longitude: -1.2174 };

describe('a row of postcode districts', () => {
  it.each([
    { cells: {}, value: LE11, why: 'as ONS writes it' },
    { cells: { district: ' le11 ' }, value: LE11, why: 'small letters' },
    { cells: { longitude: '\u22121,2174' }, value: LE11, why: 'a true minus sign and a decimal comma' },
    {
      cells: { latitude: '49', longitude: '2' },
      value: { ...LE11, latitude: 49, longitude: 2 },
      why: 'the edge',
    },
  ])('is read: $why', ({ cells, value }) => {
    expect(readDistrictRow({ ...ROW, ...cells })).toEqual({
      reference: 'LE11',
      value,
      reasons: [],
      notes: [],
    });
  });

  it.each([
    { cells: { latitude: '48.99' }, column: 'Latitude', why: 'one past the edge' },
    { cells: { longitude: '2.01' }, column: 'Longitude', why: 'one past the edge' },
    { cells: { latitude: '-1.2174', longitude: '52.7696' }, column: 'Latitude', why: 'both are exchanged' },
    { cells: { latitude: '1e2' }, column: 'Latitude', why: 'no degrees' },
    { cells: { longitude: '' }, column: 'Longitude', why: 'empty' },
    { cells: { district: 'LE11 3' }, column: 'Postcode district', why: 'a sector' },
    { cells: { district: 'XQ1' }, column: 'Postcode district', why: 'no area of the Post Office' },
  ])('is refused: $why', ({ cells, column }) => {
    const { value, reasons } = readDistrictRow({ ...ROW, ...cells });
    expect([value, reasons[0]?.column]).toEqual([null, column]);
  });
});
