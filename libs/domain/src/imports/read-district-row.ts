import { normaliseArea } from '../lots/postcode.js';
import { type Cells, openRow, type RowRead } from './open-row.js';
import type { CellRead } from './read-cell.js';

export interface DistrictRow {
  readonly district: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** The degrees between which the United Kingdom lies. */
const LATITUDES = [49, 61] as const;
const LONGITUDES = [-9, 2] as const;

const DEGREES = /^[-\u2212]?\d{1,3}(?:[.,]\d{1,15})?$/;

/** Reads degrees as lists of postcodes have them: -1.2174. A decimal comma is read as a point. */
const readDegrees =
  ([least, most]: readonly [number, number]) =>
  (text: string): CellRead<number> => {
    const number = DEGREES.test(text) ? Number(text.replace('\u2212', '-').replace(',', '.')) : NaN;
    return number >= least && number <= most
      ? { value: number }
      : { refused: `Enter degrees from ${least} to ${most}, such as ${least === 49 ? '52.77' : '-1.22'}.` };
  };

function readDistrict(text: string): CellRead<string> {
  const district = normaliseArea(text);
  return district !== null && !district.includes(' ')
    ? { value: district }
    : { refused: 'This is no postcode district, such as LE11.' };
}

/** Reads a row of a list of postcode districts (docs/import.md). */
export function readDistrictRow(cells: Cells): RowRead<DistrictRow> {
  const row = openRow('districts', cells);
  const district = row.read('district', readDistrict, '');
  return row.close(district, {
    district,
    latitude: row.read('latitude', readDegrees(LATITUDES), 0),
    longitude: row.read('longitude', readDegrees(LONGITUDES), 0),
  });
}
