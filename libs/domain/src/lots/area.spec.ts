import { normaliseArea } from './area.js';

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
    { text: 'LE', area: null, why: 'larger than a district' },
    { text: 'LE11 3TU', area: null, why: 'a postcode' },
    { text: 'LE11 33', area: null, why: 'two digits' },
    { text: 'LE11 3 4', area: null, why: 'something left over' },
    { text: '', area: null, why: 'nothing' },
  ])('"$text" is $area: $why', ({ text, area }) => {
    expect(normaliseArea(text)).toBe(area);
  });
});
