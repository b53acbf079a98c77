import type { ClockProfileView, LotView } from '#contracts/lots';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import { type PackageDetails, URGENCIES } from '#contracts/packages';
import type { PersonView } from '#contracts/people';
import { type Api, ApiProblem } from '../../../api.js';
import type { Form } from '../../../console/form.js';
import type { ReturnedForm } from '../../../console/form-page.js';
import { nullableText, oneOf, tickedOf } from '../../../console/form-inputs.js';
import { personName } from '../../../formats/person-name.js';
import { API_PATHS } from '../../../paths.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { clockInWords, URGENCY_WORDING } from '../../../wording/packages.js';
import { rowsOf, rowsShown, visitGridShown, visitsInput } from './visit-grid.js';

const needField = (need: Capability): string => `need-${need}`;

/** The values that are read from the form that describes the care in a package. */
export const PACKAGE_INPUTS = {
  urgency: oneOf(URGENCIES, 'Choose the urgency.'),
  visits: visitsInput(),
  needs: tickedOf(CAPABILITIES, needField),
  note: nullableText('Enter a note of up to 2,000 characters.'),
};

/**
 * Returns the values that the package form shows: the typed values, or the values of the recorded package if
 * the user has typed nothing.
 */
export function packageFormShown(
  form: Form,
  returned: ReturnedForm | undefined,
  { clocks, recorded }: { readonly clocks: readonly ClockProfileView[]; readonly recorded?: PackageDetails },
) {
  const isTyped = returned !== undefined || recorded === undefined;
  const rows = isTyped ? rowsShown(form) : rowsOf(recorded.visits);
  const urgency = isTyped ? form.text('urgency') : recorded.urgency;
  const isNeeded = (need: Capability): boolean =>
    isTyped ? form.text(needField(need)) !== '' : recorded.needs.includes(need);
  return {
    ...visitGridShown(rows),
    urgencies: URGENCIES.map((value) => ({
      value,
      text: URGENCY_WORDING[value],
      hint: { text: clockInWords(clocks.find((clock) => clock.urgency === value)) },
      checked: value === urgency,
    })),
    needs: CAPABILITIES.map((need) => ({
      id: needField(need),
      text: NEED_WORDING[need],
      checked: isNeeded(need),
    })),
    note: isTyped ? form.text('note') : (recorded.note ?? ''),
  };
}

/** Loads a person, with the name of the lot that contains the person's postcode. */
export async function personWithLot(api: Api, personId: string) {
  const person = await api.get<PersonView>(API_PATHS.person(personId));
  const { reference, bornOn, postcode, livesAlone } = person;
  return {
    id: personId,
    reference,
    name: personName(person),
    bornOn,
    postcode,
    livesAlone,
    lot: await nameOfLot(api, postcode),
  };
}

/** Returns the name of the lot that contains a postcode. Returns null if no lot contains the postcode. */
async function nameOfLot(api: Api, postcode: string): Promise<string | null> {
  try {
    const { lotId } = await api.post<{ lotId: string }>(API_PATHS.locate, { postcode });
    return (await api.get<LotView>(API_PATHS.lot(lotId))).name;
  } catch (error) {
    const isOutside =
      error instanceof ApiProblem &&
      (error.problem.code === 'postcode_outside_lots' || error.problem.code === 'postcode_invalid');
    if (isOutside) return null;
    throw error;
  }
}
