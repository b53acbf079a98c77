import type { Condition, NewRestriction } from '#contracts/restrictions';
import { restrictionFaults } from './restriction-faults.js';

const notice = (changes: Partial<NewRestriction> = {}): NewRestriction => ({
  branchId: '1-9990000042',
  source: 'cqc',
  reference: 'CQC-2026-17',
  evidence: 'Notice of decision of 1 March 2026',
  reason: 'Rated Inadequate',
  from: '2026-03-02T00:00:00Z',
  lotIds: [],
  conditions: [{ kind: 'no_new_people' }],
  ...changes,
});

const growth = (limitMinutes: number): Condition => ({
  kind: 'growth_limit',
  limitMinutes,
  basis: 'cumulative',
});

describe('recording a restriction', () => {
  it.each<{ why: string; changes: Partial<NewRestriction>; codes: string[] }>([
    { why: 'a complete notice', changes: {}, codes: [] },
    { why: 'a blank reference', changes: { reference: '  ' }, codes: ['reference_missing'] },
    { why: 'no evidence', changes: { evidence: '' }, codes: ['evidence_missing'] },
    { why: 'no reason', changes: { reason: '' }, codes: ['reason_missing'] },
    { why: 'an end a millisecond after the start', changes: { to: '2026-03-02T00:00:00.001Z' }, codes: [] },
    { why: 'an end at the start', changes: { to: '2026-03-02T00:00:00Z' }, codes: ['ends_before_start'] },
    {
      why: 'an end at the start, written with another offset',
      changes: { to: '2026-03-02T01:00:00+01:00' },
      codes: ['ends_before_start'],
    },
    { why: 'no conditions', changes: { conditions: [] }, codes: ['conditions_missing'] },
    {
      why: 'one kind twice',
      changes: { conditions: [growth(210), growth(60)] },
      codes: ['condition_repeated'],
    },
    { why: 'a limit of nothing', changes: { conditions: [growth(0)] }, codes: [] },
    { why: 'a limit below nothing', changes: { conditions: [growth(-1)] }, codes: ['limit_invalid'] },
    { why: 'half a minute', changes: { conditions: [growth(0.5)] }, codes: ['limit_invalid'] },
    { why: 'a cap of nothing', changes: { conditions: [{ kind: 'hours_cap', capMinutes: 0 }] }, codes: [] },
    {
      why: 'a cap below nothing',
      changes: { conditions: [{ kind: 'hours_cap', capMinutes: -1 }] },
      codes: ['cap_invalid'],
    },
    { why: 'updates once a day', changes: { conditions: [{ kind: 'reporting', everyDays: 1 }] }, codes: [] },
    {
      why: 'updates every 0 days',
      changes: { conditions: [{ kind: 'reporting', everyDays: 0 }] },
      codes: ['interval_invalid'],
    },
    {
      why: 'updates every 366 days',
      changes: { conditions: [{ kind: 'reporting', everyDays: 366 }] },
      codes: [],
    },
    {
      why: 'updates every 367 days',
      changes: { conditions: [{ kind: 'reporting', everyDays: 367 }] },
      codes: ['interval_invalid'],
    },
    { why: 'a lot twice', changes: { lotIds: ['a', 'a'] }, codes: ['lot_repeated'] },
    {
      why: 'everything wrong at once',
      changes: { reference: '', evidence: '', conditions: [] },
      codes: ['reference_missing', 'evidence_missing', 'conditions_missing'],
    },
  ])('$why → $codes', ({ changes, codes }) => {
    expect(restrictionFaults(notice(changes)).map(({ code }) => code)).toEqual(codes);
  });
});
