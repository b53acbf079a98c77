import { BAND_HOURS, BANDS, DAYS } from '#contracts/visits';
import { hoursInWords } from '../../../formats/quantities.js';
import { BAND_WORDING, DAY_WORDING } from '../../../wording/visits.js';
import { sumInWords, visitField, type VisitTyped, weekOf } from './visit-fields.js';

/** The visits of a form as the grid shows them, with what they come to in a week. */
export function visitGridShown(visits: readonly VisitTyped[]) {
  return {
    rows: visits.map((visit) => ({
      ...visit,
      week: hoursInWords(weekOf(visit)),
      days: DAYS.map((day) => ({
        id: visitField(visit.index, day),
        text: DAY_WORDING[day],
        checked: visit.days.includes(day),
      })),
      bands: BANDS.map((value) => ({
        value,
        text: `${BAND_WORDING[value]}, ${BAND_HOURS[value].from} to ${BAND_HOURS[value].to}`,
        selected: value === visit.band,
      })),
    })),
    sum: sumInWords(visits),
  };
}
