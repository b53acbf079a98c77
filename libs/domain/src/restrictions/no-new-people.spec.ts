import { breaksNoNewPeople } from './no-new-people.js';

describe('no new people', () => {
  it.each([
    { kind: 'award', startsNewPerson: true, breaks: true, why: 'a package for somebody new' },
    { kind: 'award', startsNewPerson: false, breaks: false, why: 'another package for somebody known' },
    { kind: 'variation', startsNewPerson: false, breaks: false, why: 'more care for somebody known' },
  ] as const)('$why → breaks: $breaks', ({ kind, startsNewPerson, breaks }) => {
    expect(breaksNoNewPeople({ kind, startsNewPerson })).toBe(breaks);
  });
});
