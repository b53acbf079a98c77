import type { NewHandBack } from '#contracts/reallocations';
import { handBackFaults } from './hand-back-faults.js';

const given: NewHandBack = { branchId: '1-2', lotIds: [], noticeDays: null, reason: 'No carers left' };

describe('what keeps a hand-back from being recorded', () => {
  it.each([
    { why: 'nothing, with the contract’s own notice', change: {}, codes: [] },
    { why: 'nothing, with no notice at all', change: { noticeDays: 0 }, codes: [] },
    { why: 'nothing, with a notice of a year and a day', change: { noticeDays: 366 }, codes: [] },
    { why: 'a day more than that', change: { noticeDays: 367 }, codes: ['notice_invalid'] },
    { why: 'a notice of less than nothing', change: { noticeDays: -1 }, codes: ['notice_invalid'] },
    { why: 'half a day', change: { noticeDays: 0.5 }, codes: ['notice_invalid'] },
    { why: 'a reason that says nothing', change: { reason: ' ' }, codes: ['reason_missing'] },
    { why: 'a lot named twice', change: { lotIds: ['a', 'a'] }, codes: ['lot_repeated'] },
    {
      why: 'everything at once',
      change: { lotIds: ['a', 'a'], noticeDays: 1_000, reason: '' },
      codes: ['reason_missing', 'notice_invalid', 'lot_repeated'],
    },
  ])('$why', ({ change, codes }) => {
    expect(handBackFaults({ ...given, ...change }).map(({ code }) => code)).toEqual(codes);
  });
});
