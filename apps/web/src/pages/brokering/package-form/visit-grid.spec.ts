import { readForm } from '../../../console/form.js';
import { isFilled, rowsOf, shapeFaults, sumInWords, typedRows, visitsInput, visitsOf } from './visit-grid.js';

const typed = (fields: Record<string, string>, extra?: number) => typedRows(readForm(fields), extra);
const MORNING = { 'visit-0-mon': 'yes', 'visit-0-band': 'breakfast', 'visit-0-minutes': '45' };

describe('the grid of visits', () => {
  it('has four rows at first, then the rows that were sent, one more for the button, and at most fifty', () => {
    expect(typed({})).toHaveLength(4);
    expect(typed({ rows: '6' }, 1)).toHaveLength(7);
    expect(typed({ rows: '50' }, 1)).toHaveLength(50);
    expect(typed({ rows: 'x' })).toHaveLength(4);
    expect(typed({ rows: '9999999' })).toHaveLength(50);
  });

  it('leaves out empty rows, and names the row of each visit in its key', () => {
    const rows = typed({ ...MORNING, 'visit-2-sun': 'yes', 'visit-2-band': 'tea', 'visit-2-minutes': '30', 'visit-2-carers': '2', 'visit-2-personalCare': 'yes', 'visit-2-from': '16:00', 'visit-2-to': '16:30' }); // prettier-ignore
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
    expect(rowsOf(visits)).toHaveLength(4);
  });

  it.each([
    [{}, '0 min', 'nothing'],
    [MORNING, '45 min', 'one day'],
    [{ ...MORNING, 'visit-0-tue': 'yes', 'visit-0-carers': '2' }, '3 h', 'two carers count twice'],
    [{ ...MORNING, 'visit-0-minutes': '4x' }, '0 min', 'no number'],
    [{ 'visit-3-minutes': '45' }, '0 min', 'no day'],
  ])('%j adds up to %s: %s', (fields, sum, _why) => {
    expect(sumInWords(typed(fields))).toBe(sum);
  });

  it.each([
    [MORNING, [], 'whole'],
    [{ ...MORNING, 'visit-0-minutes': '' }, ['visit-0-minutes'], 'no minutes'],
    [{ ...MORNING, 'visit-0-minutes': '30.5' }, ['visit-0-minutes'], 'half a minute'],
    [{ ...MORNING, 'visit-0-band': 'noon' }, ['visit-0-band'], 'no such band'],
    [{ ...MORNING, 'visit-0-from': '07:30' }, ['visit-0-from'], 'half a window'],
    [{ 'visit-1-shortReason': 'x' }, ['visit-1-band', 'visit-1-minutes'], 'only a reason'],
  ])('%j has errors at %j: %s', (fields, faulty, _why) => {
    expect(shapeFaults(typed(fields)).map(({ field }) => field)).toEqual(faulty);
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
