import { declarationFaults } from './declaration-faults.js';

const codesOf = (given: Partial<Parameters<typeof declarationFaults>[0]>): string[] =>
  declarationFaults({
    declared: ['peg'],
    withdrawn: [],
    onDay: '2026-03-02',
    today: '2026-03-02',
    ...given,
  }).map(({ code }) => code);

describe('a declaration of capabilities', () => {
  it.each<[Parameters<typeof codesOf>[0], string[], string]>([
    [{}, [], 'today'],
    [{ onDay: '2026-03-03' }, ['day_in_future'], 'tomorrow'],
    [{ onDay: '2010-10-01' }, [], 'the first day'],
    [{ onDay: '2010-09-30' }, ['day_too_early'], 'the day before the first'],
    [{ onDay: '2026-02-30' }, ['day_not_a_date'], 'no date'],
    [{ withdrawn: ['peg'] }, ['declared_and_withdrawn'], 'both declared and withdrawn'],
    [{ withdrawn: ['bsl'] }, [], 'one declared, another withdrawn'],
  ])('%j has the faults %j: %s', (given, codes, _why) => {
    expect(codesOf(given)).toEqual(codes);
  });
});
