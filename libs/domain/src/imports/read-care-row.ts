import { CAPABILITIES, type Capability } from '#contracts/needs';
import { URGENCIES, type Urgency } from '#contracts/packages';
import { BAND_HOURS, type Visit } from '#contracts/visits';
import { weeklyMinutes } from '../packages/visits.js';
import { hoursInWords } from '../time/durations.js';
import { londonInstant } from '../time/london.js';
import { type Cells, openRow, type RowRead } from './open-row.js';
import { type CellRead, readDate, readHours, readPounds, readWords } from './read-cell.js';
import { readVisits } from './read-visits.js';
import { readSizes, sizeFault, sizeHistory } from './size-history.js';

export interface CareRow {
  readonly reference: string;
  readonly personReference: string;
  readonly branchId: string;
  readonly delivererId: string;
  /** The lot that the file names. Null if it names none. */
  readonly lotCode: string | null;
  readonly visits: readonly Visit[];
  readonly weeklyMinutes: number;
  readonly hourlyRatePence: number;
  readonly urgency: Urgency;
  readonly needs: readonly Capability[];
  readonly note: string | null;
  readonly startedAt: Date;
  /** The sizes in order of time. The first is valid from the start. */
  readonly sizes: readonly { readonly from: Date; readonly weeklyMinutes: number }[];
  /** True if the size at the start is not known, so that the smallest known size stands for it. */
  readonly isSizeAssumed: boolean;
}

export function readCareRow(cells: Cells, today: string): RowRead<CareRow> {
  const row = openRow('care', cells);
  const reference = row.required('reference', 60);
  const personReference = row.required('person', 60);
  const branchId = row.required('branchId', 40);
  const visits: readonly Visit[] = row.read('visits', readVisits, []);
  const startedOn = row.read('startedOn', readDate, '');
  const hours = row.read('hours', readHours, null);
  const minutes = weeklyMinutes(visits);
  if (startedOn > today)
    row.refuse('startedOn', 'The care begins after today. Only care that runs is imported.');
  if (startedOn !== '' && startedOn < EARLIEST) row.refuse('startedOn', 'The care begins before 1980.');
  if (hours !== null && minutes > 0 && hours !== minutes)
    row.refuse('hours', `The visits add up to ${hoursInWords(minutes)} a week, not to this number.`);
  const known = {
    startedOn,
    presentMinutes: minutes,
    presentSince: row.read('sizeSince', readDate, null),
    earlier: row.read('earlierSizes', readSizes, []),
  };
  const fault = startedOn === '' || minutes === 0 ? null : sizeFault(known, today);
  if (fault !== null) row.refuse('earlierSizes', fault);
  const { sizes, isAssumed } = sizeHistory(known);
  if (isAssumed)
    row.note(
      'sizeSince',
      'The size at the start is not known. The smallest known size stands for it when growth is measured.',
    );
  const needs = row.read('needs', (text) => readWords(text, CAPABILITIES), []);
  const note = row.text('note', 2_000);
  const value: CareRow = {
    reference,
    personReference,
    branchId,
    delivererId: row.text('delivererId', 40) || branchId,
    lotCode: row.text('lot', 40) || null,
    visits,
    weeklyMinutes: minutes,
    hourlyRatePence: row.read('rate', readPounds, 0),
    urgency: row.read('urgency', readUrgency, 'routine'),
    needs,
    note: note === '' ? null : note,
    ...(startedOn === '' ? { startedAt: new Date(0), sizes: [] } : startOf(startedOn, visits, sizes)),
    isSizeAssumed: isAssumed,
  };
  return row.close(reference, value);
}

const EARLIEST = '1980-01-01';

function readUrgency(text: string): CellRead<Urgency> {
  const word = URGENCIES.find((urgency) => urgency === text.toLowerCase());
  return word ? { value: word } : { refused: `Use one of these words: ${URGENCIES.join(', ')}.` };
}

/** Care starts on its first day at the time of the first visit. Its sizes change at the beginning of a day. */
function startOf(
  startedOn: string,
  [first]: readonly Visit[],
  dated: readonly { readonly from: string; readonly weeklyMinutes: number }[],
): Pick<CareRow, 'startedAt' | 'sizes'> {
  const startedAt = londonInstant(startedOn, first ? (first.window ?? BAND_HOURS[first.band]).from : '00:00');
  const sizes = dated.map(({ from, weeklyMinutes: size }, index) => ({
    from: index === 0 ? startedAt : londonInstant(from, '00:00'),
    weeklyMinutes: size,
  }));
  return { startedAt, sizes };
}
