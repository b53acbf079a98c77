import type { ClockProfileView, LotView } from '#contracts/lots';
import { CAPABILITIES } from '#contracts/needs';
import { type PackageDetails, URGENCIES, type Urgency } from '#contracts/packages';
import type { PersonView } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, type Form } from '../../../console/form.js';
import type { Visit as Visitor } from '../../../console/page.js';
import { DOORS } from '../../../paths.js';
import { clockInWords } from '../../../wording/clocks.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { URGENCY_WORDING } from '../../../wording/packages.js';
import {
  asTyped,
  visitFaults,
  visitShapeFaults,
  visitsOf,
  visitsTyped,
  type VisitTyped,
} from './visit-fields.js';
import { visitGridShown } from './visit-grid.js';

const URGENCY_SENTENCE = 'Choose how urgent it is.';
const NOTE_SENTENCE = 'Keep the note under 2,000 characters, in plain text.';

/** What a package form holds. */
export interface PackageTyped {
  readonly urgency: string;
  readonly visits: readonly VisitTyped[];
  readonly needs: readonly string[];
  readonly note: string;
}

export function packageTyped(form: Form, extraRows = 0): PackageTyped {
  return {
    urgency: form.text('urgency'),
    visits: visitsTyped(form, extraRows),
    needs: CAPABILITIES.filter((need) => form.text(`need-${need}`) !== ''),
    note: form.text('note'),
  };
}

export function packageAsTyped({ urgency, visits, needs, note }: PackageDetails): PackageTyped {
  return { urgency, visits: asTyped(visits), needs, note: note ?? '' };
}

export function packageShapeFaults({ urgency, visits }: PackageTyped): Fault[] {
  const isUrgency = (URGENCIES as readonly string[]).includes(urgency);
  return [...(isUrgency ? [] : [{ field: 'urgency', text: URGENCY_SENTENCE }]), ...visitShapeFaults(visits)];
}

/** What is sent of it. */
export function detailsOf({ urgency, visits, needs, note }: PackageTyped): PackageDetails {
  return {
    urgency: urgency as Urgency,
    visits: visitsOf(visits),
    needs: CAPABILITIES.filter((need) => needs.includes(need)),
    note: note || null,
  };
}

/** A refusal beside the fields that it is about; null for what no typing puts right. */
export function packageFaults(error: unknown): Fault[] | null {
  if (!(error instanceof ApiProblem)) return null;
  const { problem } = error;
  switch (problem.code) {
    case 'package_invalid': {
      const faults = visitFaults(problem.facts);
      return faults.length > 0 ? faults : faultsOf(problem);
    }
    case 'invalid_request':
      return faultsOf(problem, { note: NOTE_SENTENCE, urgency: URGENCY_SENTENCE });
    case 'postcode_outside_lots':
    case 'postcode_invalid':
    case 'version_stale':
    case 'move_not_allowed':
      return faultsOf(problem);
    default:
      return null;
  }
}

/** The form as the template shows it. */
export function packageFormShown(typed: PackageTyped, clocks: readonly ClockProfileView[]) {
  return {
    ...visitGridShown(typed.visits),
    urgencies: URGENCIES.map((value) => ({
      value,
      text: URGENCY_WORDING[value],
      hint: { text: clockInWords(clocks.find(({ urgency }) => urgency === value)) },
      checked: value === typed.urgency,
    })),
    needs: CAPABILITIES.map((need) => ({
      id: `need-${need}`,
      text: NEED_WORDING[need],
      checked: typed.needs.includes(need),
    })),
    note: typed.note,
  };
}

/** Who it is for, and the lot that the postcode lies in. */
export async function whoAndWhere({ api }: Visitor, personId: string) {
  const person = await api.get<PersonView>(DOORS.person(personId));
  const { reference, givenName, familyName, bornOn, postcode, livesAlone } = person;
  return {
    ...{ id: personId, reference, name: `${givenName} ${familyName}`.trim() },
    ...{ bornOn, postcode, livesAlone },
    lot: await lotOf({ api }, postcode),
  };
}

/** The lot's name; null where the postcode lies in none. */
export async function lotOf({ api }: Pick<Visitor, 'api'>, postcode: string): Promise<string | null> {
  try {
    const { lotId } = await api.post<{ lotId: string }>(DOORS.locate, { postcode });
    return (await api.get<LotView>(DOORS.lot(lotId))).name;
  } catch (error) {
    const isNowhere =
      error instanceof ApiProblem &&
      (error.problem.code === 'postcode_outside_lots' || error.problem.code === 'postcode_invalid');
    if (isNowhere) return null;
    throw error;
  }
}
