import type { NewRestriction, RestrictionAmendment } from '#contracts/restrictions';
import { amended, amendmentFaults } from './amendment-faults.js';

const NOW = new Date('2026-03-02T09:00:00Z');
const COMMIT_BY = new Date('2026-03-02T09:00:10Z');
const NOTICE: NewRestriction = {
  branchId: '1-1',
  source: 'cqc',
  reference: 'NOP-1',
  evidence: 'Letter',
  reason: 'Unsafe',
  from: '2026-03-02T09:00:11Z',
  to: '2026-05-01T00:00:00Z',
  lotIds: [],
  conditions: [{ kind: 'no_new_people' }, { kind: 'reporting', everyDays: 14 }],
};
const faults = (changes: Partial<RestrictionAmendment>, notice: Partial<NewRestriction> = {}) =>
  amendmentFaults(
    { ...NOTICE, ...notice },
    { version: 1, reason: 'Re-inspected', ...changes },
    { now: NOW, commitBy: COMMIT_BY },
  ).map(({ code }) => code);

describe('an amendment', () => {
  it.each<{
    changes: Partial<RestrictionAmendment>;
    notice?: Partial<NewRestriction>;
    found: string[];
    why: string;
  }>([
    { changes: { to: null }, found: [], why: 'an open end' },
    { changes: { reason: ' ' }, found: ['reason_missing'], why: 'no reason' },
    { changes: { conditions: [] }, found: ['conditions_missing'], why: 'nothing left: that is lifting' },
    { changes: { from: '2026-03-03T09:00:00Z' }, found: [], why: 'begins later, and has not begun' },
    { changes: { from: '2026-03-01T09:00:00Z' }, found: [], why: 'begins earlier after all' },
    {
      changes: { from: '2026-03-03T09:00:00Z' },
      notice: { from: '2026-03-02T09:00:10Z' },
      found: ['already_began'],
      why: 'it may bind while this commits',
    },
    {
      changes: { from: '2026-03-01T10:00:00+01:00' },
      notice: { from: '2026-03-01T09:00:00Z' },
      found: [],
      why: 'the same instant in other words',
    },
    { changes: { to: '2026-03-02T09:00:12Z' }, found: [], why: 'ends a second after it begins' },
    { changes: { to: '2026-03-02T09:00:11Z' }, found: ['ends_before_start'], why: 'ends as it begins' },
    {
      changes: { to: '2026-03-02T09:00:00Z' },
      notice: { from: '2026-01-01T00:00:00Z' },
      found: ['ends_in_past'],
      why: 'ends now',
    },
  ])('$why → $found', ({ changes, notice, found }) => {
    expect(faults(changes, notice)).toEqual(found);
  });

  it('leaves what it does not name', () => {
    expect(amended(NOTICE, { version: 1, reason: 'R', to: null, reference: 'NOP-2' })).toEqual({
      ...NOTICE,
      reason: 'R',
      to: null,
      reference: 'NOP-2',
    });
  });
});
