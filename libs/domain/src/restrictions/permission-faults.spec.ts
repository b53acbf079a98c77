import type { ConditionKind, NewPermission } from '#contracts/restrictions';
import { permissionFaults } from './permission-faults.js';

const NOW = new Date('2026-03-02T09:00:00Z');

const AGREEMENT: NewPermission = {
  conditionId: 'condition',
  personId: 'person',
  minutes: 60,
  until: '2026-03-09T09:00:00Z',
  reference: 'CQC-2026-77',
  evidence: 'Letter of 1 March 2026',
};

describe('a permission', () => {
  it.each<{ kind?: ConditionKind; changes: Partial<NewPermission>; codes: string[]; why: string }>([
    { changes: {}, codes: [], why: 'valid, for a person' },
    { changes: { personId: null, packageId: 'package' }, codes: [], why: 'valid, for a package' },
    {
      changes: { packageId: 'package' },
      codes: ['not_one_of_person_and_package'],
      why: 'a person and a package',
    },
    { changes: { personId: null }, codes: ['not_one_of_person_and_package'], why: 'a blank cheque' },

    { changes: { until: '2026-03-02T09:00:00.001Z' }, codes: [], why: 'just still to come' },
    { changes: { until: '2026-03-02T09:00:00Z' }, codes: ['until_not_in_future'], why: 'over now' },
    { changes: { until: 'Easter' }, codes: ['until_not_an_instant'], why: 'no instant' },

    { changes: { minutes: 1 }, codes: [], why: 'the smallest' },
    { changes: { minutes: 0 }, codes: ['minutes_invalid'], why: 'nothing beyond the limit' },
    { changes: { minutes: 0.5 }, codes: ['minutes_invalid'], why: 'half a minute' },
    { changes: { minutes: null }, codes: ['minutes_missing'], why: 'a growth limit without minutes' },
    { kind: 'hours_cap', changes: {}, codes: [], why: 'a cap with minutes' },
    { kind: 'hours_cap', changes: { minutes: null }, codes: ['minutes_missing'], why: 'a cap without' },
    { kind: 'no_new_people', changes: { minutes: null }, codes: [], why: 'no limit, no minutes' },
    { kind: 'no_new_people', changes: {}, codes: ['minutes_meaningless'], why: 'minutes beyond no limit' },
    { kind: 'closed', changes: {}, codes: ['minutes_meaningless'], why: 'minutes beyond no limit' },
    { kind: 'suspended', changes: { minutes: null }, codes: [], why: 'a suspension can be waived' },
    {
      kind: 'reporting',
      changes: { minutes: null },
      codes: ['reporting_not_waivable'],
      why: 'a report is owed whatever happens',
    },

    { changes: { reference: ' ' }, codes: ['reference_missing'], why: 'a blank reference' },
    { changes: { evidence: '' }, codes: ['evidence_missing'], why: 'no evidence' },
    {
      changes: { personId: null, minutes: -1, reference: '' },
      codes: ['not_one_of_person_and_package', 'minutes_invalid', 'reference_missing'],
      why: 'every fault, not only the first',
    },
  ])('has $codes: $why', ({ kind = 'growth_limit', changes, codes }) => {
    expect(permissionFaults({ ...AGREEMENT, ...changes }, kind, NOW).map(({ code }) => code)).toEqual(codes);
  });
});
