import { randomUUID } from 'node:crypto';
import type { CareView } from '#contracts/care';
import type { Problem } from '#contracts/errors';
import type { VariationRequestView } from '#contracts/variations';
import { BANDS } from '#contracts/visits';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf, versionSeen } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { DOORS, PATHS } from '../../../paths.js';
import { headRoomInWords } from '../../../wording/head-room.js';
import { BAND_WORDING } from '../../../wording/visits.js';
import { areVisits, type VisitFields, visitsAsTheyAre, visitsOf, visitsTyped, weekOf } from './hours-form.js';

const REASON = { field: 'reason', text: 'Say why the care should change.' };
const FOR_THE_FORM = [
  ...['invalid_request', 'package_invalid', 'nothing_to_change', 'version_stale'],
  ...['variation_already_requested', 'placement_moving', 'placement_not_live'],
];

/** Asks an officer for other visits; the API checks at once what would stand in the way. */
export const askForHoursPage: SignedInPage = {
  path: PATHS.askForHours(':id'),
  get: async (visit) => {
    const care = await careOf(visit);
    return asking(visit, care, visitsAsTheyAre(care));
  },
  post: async (visit) => {
    const { api, form } = visit;
    const care = await careOf(visit);
    const fields = visitsTyped(care, form);
    const visits = visitsOf(care, fields);
    const reason = form.text('reason');
    const faults = [...(areVisits(visits) ? [] : visits), ...(reason === '' ? [REASON] : [])];
    if (faults.length > 0) return asking(visit, care, fields, faults, 400);
    try {
      const body = { version: Number(form.text('version')), visits, reason };
      await api.post<VariationRequestView>(DOORS.askForHours(care.id), body, keyOf(form));
      return goTo(PATHS.placement(care.id), { notice: 'hours_asked' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !FOR_THE_FORM.includes(error.problem.code)) throw error;
      return asking(visit, await careOf(visit), fields, hoursFaults(error.problem), error.problem.status);
    }
  },
};

const careOf = ({ api, parameters }: Visit): Promise<CareView> =>
  api.get<CareView>(DOORS.placementOfOwn(parameters.id ?? ''));

function asking(
  { form }: Visit,
  care: CareView,
  fields: readonly VisitFields[],
  faults: readonly Fault[] = [],
  status?: number,
): Shown {
  const view = {
    ...{ care, faults },
    fields: fields.map((one) => ({ ...one, week: hoursInWords(weekOf(one)) })),
    sum: hoursInWords(fields.reduce((sum, one) => sum + weekOf(one), 0)),
    bands: BANDS.map((value) => ({ value, text: BAND_WORDING[value] })),
    headRoom: care.headRoom && headRoomInWords(care.headRoom),
    reason: form.text('reason'),
    version: versionSeen(form, care.version, status),
    key: randomUUID(),
  };
  return show('pages/providing/placement/hours.njk', view, status);
}

/** Each fault of a visit beside its minutes, or its days. */
function hoursFaults(problem: Problem): Fault[] {
  const listed: unknown = problem.facts?.faults;
  const faults = (Array.isArray(listed) ? listed : []).flatMap((one: VisitFault | null) =>
    typeof one?.sentence === 'string' ? [{ field: fieldOf(one), text: one.sentence }] : [],
  );
  return faults.length > 0 ? faults : faultsOf(problem, { reason: REASON.text });
}

interface VisitFault {
  readonly visitKey?: unknown;
  readonly code?: unknown;
  readonly sentence?: unknown;
}

function fieldOf({ visitKey, code }: VisitFault): string | undefined {
  if (typeof visitKey !== 'string') return undefined;
  return String(code).startsWith('day') ? `${visitKey}-mon` : `${visitKey}-minutes`;
}
