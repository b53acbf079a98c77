import { readForm } from '../../../console/form.js';
import { aLotView } from '../../../../testing/commissioning.js';
import { readInputs } from '../../../console/form-inputs.js';
import { noticeFields, noticeInputs, typedNoticeFields } from './restriction-form.js';

const NOW = new Date('2026-07-15T09:00:00.000Z');
const LOT = '01900000-0000-7000-8000-00000000000a';
const NOTICE = {
  source: 'cqc',
  reference: "O'Brien <b> 李",
  evidence: 'Inspection',
  reason: 'Unsafe',
  begins: 'now',
  'condition-suspended': 'yes',
};
const LOTS = [aLotView({ id: LOT })];
const read = (typed: object) => {
  const reading = readInputs(noticeInputs(LOTS, NOW), readForm({ ...NOTICE, ...typed }));
  return 'faults' in reading ? { faults: reading.faults } : { faults: [], notice: reading.value };
};

describe('a typed restriction', () => {
  it('applies from now on, in all lots and without an end, if nothing else is typed', () => {
    expect(read({})).toEqual({
      notice: {
        source: 'cqc',
        reference: "O'Brien <b> 李",
        evidence: 'Inspection',
        reason: 'Unsafe',
        documentId: null,
        from: NOW.toISOString(),
        to: null,
        lotIds: [],
        conditions: [{ kind: 'suspended' }],
      },
      faults: [],
    });
  });

  it('has times in London, its lots, and each condition with its figures', () => {
    const { notice, faults } = read({
      begins: 'at',
      fromDate: '2026-08-01',
      fromTime: '09:00',
      toDate: '2026-12-01',
      toTime: '09:00',
      [`lot-${LOT}`]: 'yes',
      'lot-unknown': 'yes',
      'condition-growth_limit': 'yes',
      growth: '3:30',
      basis: 'per_change',
      'condition-hours_cap': 'yes',
      cap: '100',
      'condition-reporting': 'yes',
      everyDays: '14',
    });
    expect(faults).toEqual([]);
    expect([notice?.from, notice?.to]).toEqual(['2026-08-01T08:00:00.000Z', '2026-12-01T09:00:00.000Z']);
    expect(notice?.lotIds).toEqual([LOT]);
    expect(notice?.conditions).toEqual([
      { kind: 'growth_limit', limitMinutes: 210, basis: 'per_change' },
      { kind: 'hours_cap', capMinutes: 6_000 },
      { kind: 'suspended' },
      { kind: 'reporting', everyDays: 14 },
    ]);
    const fields = { ...noticeFields(notice!), reason: notice?.reason };
    expect(read(fields).notice).toEqual(notice);
    expect(typedNoticeFields(readForm(fields), LOTS)).toMatchObject({
      [`lot-${LOT}`]: 'yes',
    });
  });

  it.each([
    [{ reference: ' ' }, 'reference'],
    [{ source: '' }, 'source'],
    [{ begins: 'at', fromDate: '2026-02-30', fromTime: '09:00' }, 'fromDate'],
    [{ toDate: '2026-12-01' }, 'toDate'],
    [{ 'condition-suspended': '' }, 'condition-no_new_people'],
    [{ 'condition-growth_limit': 'yes' }, 'growth'],
    [{ 'condition-hours_cap': 'yes', cap: '1.555' }, 'cap'],
    [{ 'condition-reporting': 'yes', everyDays: '0' }, 'everyDays'],
    [{ 'condition-reporting': 'yes', everyDays: '367' }, 'everyDays'],
  ])('with %j has one error, at %s', (typed, field) => {
    expect(read(typed).faults).toMatchObject([{ field }]);
  });
});
