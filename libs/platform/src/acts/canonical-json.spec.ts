import { canonicalJson } from './canonical-json.js';

describe('one text for one command', () => {
  it.each([
    { a: { x: 1, y: 2 }, b: { y: 2, x: 1 }, same: true, why: 'another order of keys' },
    { a: { x: [{ p: 1, q: 2 }] }, b: { x: [{ q: 2, p: 1 }] }, same: true, why: 'the same deep inside' },
    { a: { x: 1, note: null }, b: { x: 1 }, same: true, why: 'null or absent' },
    { a: { x: [1, 2] }, b: { x: [2, 1] }, same: false, why: 'another order of a list' },
    { a: { x: 0 }, b: {}, same: false, why: 'nought is something' },
    { a: { x: '' }, b: {}, same: false, why: 'so is an empty text' },
  ])('$why → the same: $same', ({ a, b, same }) => {
    expect(canonicalJson(a) === canonicalJson(b)).toBe(same);
  });
});
