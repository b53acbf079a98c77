import { NOW } from '../../testing/restriction-facts.js';
import { answerBands, answerDoubleUp, answerSpareMinutes } from './capacity-rules.js';
import type { CapacityFact } from './facts.js';

const WEEK_MS = 7 * 24 * 60 * 60_000;
const aWeekAgo = new Date(NOW.getTime() - WEEK_MS);
const capacity = (changes: Partial<CapacityFact> = {}): CapacityFact => ({
  spareMinutes: 600,
  bands: ['breakfast', 'lunch'],
  doubleUps: false,
  declaredAt: NOW,
  ...changes,
});

describe('spare minutes', () => {
  it.each([
    { changes: {}, needed: 600, result: 'pass', why: 'exactly enough' },
    { changes: {}, needed: 601, result: 'fail', why: 'one minute short' },
    { changes: { declaredAt: aWeekAgo }, needed: 600, result: 'pass', why: 'declared exactly 7 days ago' },
    {
      changes: { declaredAt: new Date(aWeekAgo.getTime() - 1) },
      needed: 600,
      result: 'warn',
      why: 'declared a moment earlier',
    },
    {
      changes: { declaredAt: new Date(aWeekAgo.getTime() - 1) },
      needed: 601,
      result: 'fail',
      why: 'old and short',
    },
  ])('of 600 for $needed: $result ($why)', ({ changes, needed, result }) => {
    expect(answerSpareMinutes(capacity(changes), { weeklyMinutes: needed }, NOW).result).toBe(result);
  });

  it('say how much is missing', () => {
    expect(answerSpareMinutes(capacity(), { weeklyMinutes: 810 }, NOW)).toEqual({
      result: 'fail',
      evidence: { weeklyMinutes: 810, spareMinutes: 600, declaredAt: '2026-03-02T10:00:00.000Z' },
      remedy: 'The package needs 13 h 30 min a week; the branch must have 3 h 30 min more to spare.',
    });
  });

  it('fail when none were ever declared', () => {
    expect(answerSpareMinutes(null, { weeklyMinutes: 1 }, NOW)).toEqual({
      result: 'fail',
      evidence: { weeklyMinutes: 1, spareMinutes: null, declaredAt: null },
      remedy: 'The branch must declare its capacity for this lot.',
    });
  });
});

describe('bands', () => {
  it.each([
    { declared: capacity(), bands: ['lunch', 'breakfast'], result: 'pass', why: 'all are served' },
    { declared: capacity(), bands: ['lunch', 'tea', 'bed'], result: 'fail', why: 'two are not' },
    { declared: null, bands: ['lunch'], result: 'fail', why: 'nothing was declared' },
  ] as const)('$bands: $result ($why)', ({ declared, bands, result }) => {
    expect(answerBands(declared, { bands }).result).toBe(result);
  });

  it('say which are missing', () => {
    expect(answerBands(capacity(), { bands: ['lunch', 'tea', 'bed'] })).toMatchObject({
      evidence: { missing: ['tea', 'bed'] },
      remedy: 'The branch must declare these times of day: tea and bed.',
    });
  });
});

describe('a double-up', () => {
  it.each([
    { declared: capacity({ doubleUps: true }), doubleUp: true, result: 'pass', why: 'it can' },
    { declared: capacity(), doubleUp: true, result: 'fail', why: 'it cannot' },
    { declared: null, doubleUp: true, result: 'fail', why: 'nothing was declared' },
    { declared: capacity(), doubleUp: false, result: 'pass', why: 'none is asked for' },
    { declared: null, doubleUp: false, result: 'pass', why: 'none is asked for' },
  ])('asked for: $doubleUp → $result ($why)', ({ declared, doubleUp, result }) => {
    const answer = answerDoubleUp(declared, { doubleUp });
    expect(answer.result).toBe(result);
    expect(answer.evidence).toEqual({ doubleUp, doubleUps: declared && declared.doubleUps });
  });
});
