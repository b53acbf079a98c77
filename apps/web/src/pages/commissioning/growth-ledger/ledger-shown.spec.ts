import type { CareChangeView, LedgerLineView } from '#contracts/growth-and-head-room';
import { changeInWords, ledgerRow } from './ledger-shown.js';

const LINE: LedgerLineView = {
  personId: 'p',
  personReference: "O'Brien <b> 李",
  baselineMinutes: 600,
  presentMinutes: 810,
  leftMinutes: 0,
  isBaselineAssumed: false,
  changes: [],
};
const CHANGE: CareChangeView = {
  at: '2026-03-02T09:00:00Z',
  kind: 'varied',
  placementId: 'a',
  packageId: 'b',
  fromMinutes: 600,
  toMinutes: 810,
  awardId: null,
  variationId: null,
  permissionIds: [],
};

describe('a line of the growth ledger', () => {
  it.each([
    [0, '0 h', true],
    [1, '1 min', false],
    [-5, '0 h', true],
    [null, '–', false],
  ])('with %j minutes left says %s', (leftMinutes, left, isSpent) => {
    expect(ledgerRow({ ...LINE, leftMinutes })).toMatchObject({
      left,
      isSpent,
      baseline: '10 h',
      present: '13 h 30 min',
    });
  });

  it('says for each change what it was, and what allowed it', () => {
    expect(changeInWords(CHANGE)).toBe('From 10 h to 13 h 30 min');
    expect(changeInWords({ ...CHANGE, permissionIds: ['x'] })).toContain('by a written agreement');
    expect(changeInWords({ ...CHANGE, kind: 'started' })).toBe('Care started with 13 h 30 min');
    expect(changeInWords({ ...CHANGE, kind: 'ended' })).toBe('Care of 10 h ended');
  });
});
