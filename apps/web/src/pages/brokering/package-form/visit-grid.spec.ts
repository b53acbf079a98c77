import { readForm } from '../../../console/form.js';
import {
  changesRows,
  isFilled,
  rowFaults,
  rowsOf,
  rowsShown,
  sumInWords,
  typedRows,
  visitsInput,
  visitsOf,
} from './visit-grid.js';
import { PRESETS } from './visit-presets.js';
import { visitFaults } from '#domain/packages/visit-faults';

const typed = (fields: Record<string, string>) => typedRows(readForm(fields));
const shown = (fields: Record<string, string>) => rowsShown(readForm(fields));
const MORNING = { 'visit-0-mon': 'yes', 'visit-0-band': 'breakfast', 'visit-0-minutes': '45' };

describe('the grid of visits', () => {
  it('has one row at first, then the rows that were sent, and at most fifty', () => {
    expect(typed({})).toHaveLength(1);
    expect(typed({ rows: '6' })).toHaveLength(6);
    expect(typed({ rows: 'x' })).toHaveLength(1);
    expect(typed({ rows: '9999999' })).toHaveLength(50);
  });

  it('adds an empty row, removes a row, and keeps what was typed in the others', () => {
    const two = { rows: '2', ...MORNING, 'visit-1-minutes': '30' };
    expect(shown({ ...two, more: 'yes' }).map(({ minutes }) => minutes)).toEqual(['45', '30', '']);
    const left = shown({ ...two, remove: '0' });
    expect(left.map(({ index, minutes }) => [index, minutes])).toEqual([[0, '30']]);
    expect(shown({ rows: '1', ...MORNING, remove: '0' }).map(isFilled)).toEqual([false]);
    expect(shown({ rows: '50', more: 'yes' })).toHaveLength(50);
    expect([changesRows(readForm(two)), changesRows(readForm({ ...two, remove: '0' }))]).toEqual([
      false,
      true,
    ]);
  });

  it('puts the visits of a pattern behind the filled rows', () => {
    const rows = shown({ rows: '3', ...MORNING, preset: 'four-double', fill: 'yes' });
    expect(rows.map(({ minutes, carers }) => [minutes, carers])).toEqual([
      ['45', ''],
      ['45 min', '2'],
      ['30 min', '2'],
      ['30 min', '2'],
      ['30 min', '2'],
    ]);
    expect(shown({ rows: '2', ...MORNING, preset: 'none', fill: 'yes' })).toHaveLength(2);
  });

  it.each(PRESETS.map(({ value }) => value))('has a pattern “%s” without an error', (preset) => {
    expect(visitFaults(visitsOf(shown({ preset, fill: 'yes' })))).toEqual([]);
  });

  it('leaves out empty rows, and names the row of each visit in its key', () => {
    const rows = typed({ rows: '4', ...MORNING, 'visit-2-sun': 'yes', 'visit-2-band': 'tea', 'visit-2-minutes': '30', 'visit-2-carers': '2', 'visit-2-personalCare': 'yes', 'visit-2-from': '16:00', 'visit-2-to': '16:30' }); // prettier-ignore
    expect(rows.map(isFilled)).toEqual([true, false, true, false]);
    expect(visitsOf(rows)).toEqual([
      { key: 'v1', days: ['mon'], band: 'breakfast', window: null, minutes: 45, carers: 1, personalCare: false, shortReason: null, timeCriticalReason: null },
      { key: 'v3', days: ['sun'], band: 'tea', window: { from: '16:00', to: '16:30' }, minutes: 30, carers: 2, personalCare: true, shortReason: null, timeCriticalReason: null },
    ]); // prettier-ignore
  });

  it('shows the visits of a package in fields that read back as the same visits', () => {
    const visits = visitsOf(
      typed({ ...MORNING, 'visit-0-shortReason': 'Medication', 'visit-0-carers': '2' }),
    );
    expect(visitsOf(rowsOf(visits))).toEqual(visits);
    expect(rowsOf(visits)).toHaveLength(1);
  });

  it.each([
    [{}, '0 h', 'nothing'],
    [MORNING, '45 min', 'one day'],
    [{ ...MORNING, 'visit-0-tue': 'yes', 'visit-0-carers': '2' }, '3 h', 'two carers count twice'],
    [{ ...MORNING, 'visit-0-minutes': '4x' }, '0 h', 'no number'],
    [{ ...MORNING, 'visit-0-minutes': '1:15' }, '1 h 15 min', 'hours and minutes'],
    [{ rows: '4', 'visit-3-minutes': '45' }, '0 h', 'no day'],
  ])('%j adds up to %s: %s', (fields, sum, _why) => {
    expect(sumInWords(typed(fields))).toBe(sum);
  });

  it.each([
    [MORNING, [], 'whole'],
    [{ ...MORNING, 'visit-0-minutes': '' }, ['visit-0-minutes'], 'no minutes'],
    [{ ...MORNING, 'visit-0-minutes': '30.333' }, ['visit-0-minutes'], 'no whole minutes'],
    [{ ...MORNING, 'visit-0-minutes': '2' }, ['visit-0-minutes'], 'two hours or two minutes'],
    [{ ...MORNING, 'visit-0-minutes': '20' }, ['visit-0-shortReason'], 'short without a reason'],
    [{ ...MORNING, 'visit-0-minutes': '13:00' }, ['visit-0-minutes'], 'longer than a visit may be'],
    [{ 'visit-0-band': 'tea' }, ['visit-0-minutes'], 'nothing filled'],
    [{ ...MORNING, 'visit-0-band': 'noon' }, ['visit-0-band'], 'no such band'],
    [{ ...MORNING, 'visit-0-from': '07:30' }, ['visit-0-from'], 'half a window'],
    [
      { rows: '2', ...MORNING, 'visit-0-minutes': '20', 'visit-1-shortReason': 'x' },
      ['visit-0-shortReason', 'visit-1-band', 'visit-1-minutes', 'visit-1-mon'],
      'every error at once, of both kinds',
    ],
  ])('%j has errors at %j: %s', (fields, faulty, _why) => {
    expect(rowFaults(typed(fields)).map(({ field }) => field)).toEqual(faulty);
  });

  it.each([
    [{ part: 'days', visitKey: 'v2' }, 'visit-1-mon', 'Visit 2: Say why.'],
    [{ part: 'shortReason', visitKey: 'v2' }, 'visit-1-shortReason', 'Visit 2: Say why.'],
    [{ part: 'window', visitKey: 'v2' }, 'visit-1-from', 'Visit 2: Say why.'],
    [{ visitKey: 'v2' }, 'visit-1-minutes', 'Visit 2: Say why.'],
    [{}, 'visit-0-minutes', 'Say why.'],
  ])('shows an error of the API in %j at %s', (part, field, text) => {
    expect(visitsInput().faultAt?.(part, 'Say why.')).toEqual({ field, text });
  });
});
