import type { Condition, NewRestriction } from '#contracts/restrictions';
import { restrictionFaults } from './restriction-faults.js';

const NOTICE: NewRestriction = {
  branchId: '1-100000001',
  source: 'cqc',
  reference: 'NoD-2026-014',
  evidence: 'Notice of decision of 27 February 2026',
  reason: 'Unsafe medicines management',
  from: '2026-03-02T09:00:00Z',
  to: null,
  lotIds: [],
  conditions: [{ kind: 'no_new_people' }],
};

const growth = (limitMinutes: number): Condition => ({
  kind: 'growth_limit',
  limitMinutes,
  basis: 'cumulative',
});
const cap = (capMinutes: number): Condition => ({ kind: 'hours_cap', capMinutes });
const reporting = (everyDays: number): Condition => ({ kind: 'reporting', everyDays });

describe('a restriction', () => {
  it.each<{ changes: Partial<NewRestriction>; codes: string[]; why: string }>([
    { changes: {}, codes: [], why: 'valid' },

    { changes: { reference: ' ' }, codes: ['reference_missing'], why: 'a blank reference' },
    { changes: { evidence: '' }, codes: ['evidence_missing'], why: 'no evidence' },
    { changes: { reason: '\t' }, codes: ['reason_missing'], why: 'a blank reason' },

    { changes: { from: 'soon' }, codes: ['from_not_an_instant'], why: 'a start that is no instant' },
    { changes: { to: 'later' }, codes: ['to_not_an_instant'], why: 'an end that is no instant' },
    { changes: { to: '2026-03-02T09:00:00.001Z' }, codes: [], why: 'an end just after its start' },
    { changes: { to: '2026-03-02T09:00:00Z' }, codes: ['to_not_after_from'], why: 'an end at its start' },
    { changes: { to: '2026-03-02T10:00:00+01:00' }, codes: ['to_not_after_from'], why: 'the same instant' },

    { changes: { conditions: [] }, codes: ['no_conditions'], why: 'it restricts nothing' },
    {
      changes: { conditions: [{ kind: 'closed' }, { kind: 'closed' }] },
      codes: ['condition_repeated'],
      why: 'a kind named twice',
    },
    {
      changes: { conditions: [growth(210), growth(0)] },
      codes: ['condition_repeated'],
      why: 'a kind named twice, with other numbers',
    },
    {
      changes: {
        conditions: [{ kind: 'no_new_people' }, growth(210), cap(0), { kind: 'closed' }, reporting(14)],
      },
      codes: [],
      why: 'several kinds',
    },

    { changes: { conditions: [growth(0)] }, codes: [], why: 'no growth at all' },
    { changes: { conditions: [growth(-1)] }, codes: ['limit_invalid'], why: 'growth below none' },
    { changes: { conditions: [growth(3.5)] }, codes: ['limit_invalid'], why: 'hours for minutes' },
    { changes: { conditions: [cap(0)] }, codes: [], why: 'no hours at all' },
    { changes: { conditions: [cap(-1)] }, codes: ['cap_invalid'], why: 'hours below none' },
    { changes: { conditions: [cap(0.5)] }, codes: ['cap_invalid'], why: 'half a minute' },
    { changes: { conditions: [reporting(1)] }, codes: [], why: 'a report every day' },
    { changes: { conditions: [reporting(0)] }, codes: ['days_invalid'], why: 'a report every instant' },
    { changes: { conditions: [reporting(366)] }, codes: [], why: 'a report once a year' },
    { changes: { conditions: [reporting(367)] }, codes: ['days_invalid'], why: 'a report less than yearly' },

    { changes: { lotIds: ['a', 'b'] }, codes: [], why: 'two lots' },
    { changes: { lotIds: ['a', 'b', 'a'] }, codes: ['lot_repeated'], why: 'a lot named twice' },

    {
      changes: { reference: '', evidence: '', conditions: [cap(-1)] },
      codes: ['reference_missing', 'evidence_missing', 'cap_invalid'],
      why: 'every fault, not only the first',
    },
  ])('has $codes: $why', ({ changes, codes }) => {
    expect(restrictionFaults({ ...NOTICE, ...changes }).map(({ code }) => code)).toEqual(codes);
  });
});
