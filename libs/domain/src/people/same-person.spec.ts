import { areNamesNear, likenessesOf, type RecordKeys } from './same-person.js';

describe('two names', () => {
  it.each([
    { one: 'ada example', other: 'ada example', near: true, why: 'the same' },
    { one: 'ada example', other: 'example ada', near: true, why: 'family name first' },
    { one: 'ada example', other: 'ada exampel', near: true, why: 'two letters swapped' },
    { one: 'ada example', other: 'ada mary example', near: true, why: 'a second given name' },
    { one: 'margaret smith', other: 'margret smyth', near: true, why: 'misspelt' },
    { one: 'margaret smith', other: 'margaret smart', near: false, why: 'two letters of a short word' },
    { one: 'ada example', other: 'ida example', near: true, why: 'one letter' },
    { one: 'bo li', other: 'bo lu', near: false, why: 'words of two letters must be equal' },
    { one: 'ada example', other: 'ada temple', near: false, why: 'three letters' },
    { one: 'ada', other: 'ada example', near: false, why: 'one common word' },
    { one: 'maryann', other: 'mary ann', near: true, why: 'a blank' },
    { one: '', other: 'ada', near: false, why: 'no name' },
    { one: '', other: '', near: false, why: 'two empty names' },
  ])('“$one” and “$other” near: $near ($why)', ({ one, other, near }) => {
    expect([areNamesNear(one, other), areNamesNear(other, one)]).toEqual([near, near]);
  });
});

describe('two records', () => {
  const record = (given: Partial<RecordKeys> = {}): RecordKeys => ({
    nameKey: 'ada example',
    referenceKey: 'p1',
    bornOn: '1941-05-06',
    ...given,
  });
  it.each<{ why: string; other: Partial<RecordKeys>; likenesses: string[] }>([
    { why: 'another name', other: { nameKey: 'bob other' }, likenesses: [] },
    {
      why: 'a near name, born on the day',
      other: { nameKey: 'ada exampel' },
      likenesses: ['name_and_birth'],
    },
    { why: 'a near name, born in the year', other: { bornOn: '1941' }, likenesses: ['name_and_birth'] },
    { why: 'born on another day', other: { bornOn: '1941-05-07' }, likenesses: [] },
    { why: 'the same name, birth not known', other: { bornOn: null }, likenesses: ['name'] },
    { why: 'a near name, birth not known', other: { nameKey: 'ada exampel', bornOn: null }, likenesses: [] },
    {
      why: 'the same case number, another name',
      other: { nameKey: 'bob other', referenceKey: 'p1' },
      likenesses: ['reference'],
    },
  ])('$why → $likenesses', ({ other, likenesses }) => {
    const compared = record({ referenceKey: 'p2', ...other });
    expect(likenessesOf(record(), compared)).toEqual(likenesses);
    expect(likenessesOf(compared, record())).toEqual(likenesses);
  });
});
