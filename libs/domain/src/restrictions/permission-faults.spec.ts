import type { ConditionKind, NewPermission } from '#contracts/restrictions';
import { permissionFaults } from './permission-faults.js';

const NOW = new Date('2026-03-02T09:00:00Z');

const agreement = (changes: Partial<NewPermission> = {}): NewPermission => ({
  conditionId: 'c',
  personId: 'p',
  minutes: 60,
  until: '2026-04-02T00:00:00Z',
  reference: 'CQC/RA/5',
  evidence: 'Letter of 1 March 2026',
  ...changes,
});

describe('recording a permission', () => {
  it.each<{ why: string; kind?: ConditionKind; changes?: Partial<NewPermission>; codes: string[] }>([
    { why: 'an hour for one person', codes: [] },
    { why: 'one package', changes: { personId: null, packageId: 'k' }, codes: [] },
    { why: 'nobody', changes: { personId: null }, codes: ['scope_invalid'] },
    { why: 'a person and a package', changes: { packageId: 'k' }, codes: ['scope_invalid'] },
    { why: 'until a millisecond from now', changes: { until: '2026-03-02T09:00:00.001Z' }, codes: [] },
    { why: 'until now', changes: { until: '2026-03-02T09:00:00Z' }, codes: ['already_over'] },
    { why: 'one minute', changes: { minutes: 1 }, codes: [] },
    { why: 'no minutes', changes: { minutes: 0 }, codes: ['minutes_missing'] },
    {
      why: 'an hours cap without minutes',
      kind: 'hours_cap',
      changes: { minutes: null },
      codes: ['minutes_missing'],
    },
    { why: 'minutes where there is no limit', kind: 'no_new_people', codes: ['minutes_meaningless'] },
    { why: 'a new person', kind: 'no_new_people', changes: { minutes: null }, codes: [] },
    { why: 'owed updates', kind: 'reporting', changes: { minutes: null }, codes: ['condition_not_waivable'] },
    { why: 'a blank reference', changes: { reference: ' ' }, codes: ['reference_missing'] },
    { why: 'no evidence', changes: { evidence: '' }, codes: ['evidence_missing'] },
  ])('$why → $codes', ({ kind = 'growth_limit', changes, codes }) => {
    expect(permissionFaults(agreement(changes), kind, NOW).map(({ code }) => code)).toEqual(codes);
  });
});
