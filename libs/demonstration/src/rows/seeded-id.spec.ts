import { validate, version } from 'uuid';
import { seededId } from './seeded-id.js';

const MANY = Array.from({ length: 2_000 }, (_, index) => seededId('package', index + 1));

describe('a seeded id', () => {
  it('is the same every time, and another for another kind', () => {
    expect(seededId('package', 7)).toBe(seededId('package', 7));
    expect(seededId('package', 7)).not.toBe(seededId('placement', 7));
  });

  it('has the form of a version 7 UUID', () => {
    expect(MANY.every((id) => validate(id) && version(id) === 7)).toBe(true);
  });

  it('is in the order of its number, and given once', () => {
    expect(MANY).toEqual(MANY.toSorted());
    expect(new Set(MANY).size).toBe(MANY.length);
  });
});
