import type { CapacityLine, ConfirmedCapacity, WorkView } from '#contracts/providers';
import type { Form } from '../../../console/form.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import type { Input } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { durationQuestion, minutesOf } from '../../../formats/typed-amounts.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { CAPACITY_REFUSAL_WORDING } from '../../../wording/branches.js';
import { capacityKey, type CapacityRow, capacityRows } from './capacity-shown.js';

/**
 * The page with the declared spare capacity of each branch in each lot, one line each. One button confirms all lines
 * as the page shows them, with the hours that the user changed.
 */
export const capacityPage: SignedInPage = {
  path: PATHS.capacity,
  get: (request) => showCapacity(request),
};

export const confirmCapacityPage = formPage({
  path: PATHS.confirmCapacity,
  from: PATHS.capacity,
  load: ({ api }) => api.get<WorkView[]>(API_PATHS.work),
  inputs: (work) => ({ lines: linesSeen(work) }),
  send: async (request, command, { loaded }) => {
    if (command.lines.length === 0) return redirect(PATHS.capacity);
    const { refused } = await request.api.post<ConfirmedCapacity>(API_PATHS.confirmCapacity, command);
    if (refused.length === 0 && hasOtherEdits(request, loaded)) return showOtherEdits(request);
    if (refused.length === 0) return redirect(PATHS.capacity, { notice: 'capacity_confirmed' });
    const problems = new Map(
      refused.map((line) => [capacityKey(line), CAPACITY_REFUSAL_WORDING[line.refusal]]),
    );
    const returned: ReturnedForm = { name: '', faults: [], isStale: false };
    const settled = settledLines(command.lines);
    return { ...(await showCapacity(request, { problems, returned, settled })), status: REFUSED_STATUS };
  },
  page: (request, returned) => showCapacity(request, { returned }),
});

/** Shows the page again after one line was confirmed, with what the user typed into the other lines. */
async function showOtherEdits(request: SignedInRequest): Promise<Rendered> {
  const returned: ReturnedForm = { name: '', faults: [], isStale: false };
  const shown = await showCapacity(request, { returned, settled: new Set([request.form.text('only')]) });
  return { ...shown, view: { ...formView(request.form, returned), ...shown.view } };
}

const settledLines = (lines: readonly CapacityLine[]): ReadonlySet<string> => new Set(lines.map(capacityKey));

const REFUSED_STATUS = 409;
const WRONG_HOURS = 'Enter hours such as 10.5 or 10:30';

const fieldsOf = (key: string) => ({
  version: `${key}_version`,
  hours: `${key}_hours`,
});

/**
 * Defines the fields of all lines that the page showed. If the user pressed the button of one line, only this line
 * counts. Hours that the user did not change are left out, so that they are confirmed as declared.
 */
function linesSeen(work: readonly WorkView[]): Input<readonly CapacityLine[]> {
  return {
    field: null,
    read: (form) => {
      const only = form.text('only');
      const shown = work.filter((lot) => {
        const key = capacityKey(lot);
        return (only === '' || only === key) && form.text(fieldsOf(key).version) !== '';
      });
      const faults = shown
        .filter((lot) => minutesTyped(form, capacityKey(lot)) === null)
        .map((lot) => ({
          field: fieldsOf(capacityKey(lot)).hours,
          text: `${durationQuestion(form.text(fieldsOf(capacityKey(lot)).hours), 'hours') ?? WRONG_HOURS}: ${lot.branchName}, ${lot.lotName}.`,
        }));
      return faults.length > 0 ? { faults } : { value: shown.map((lot) => lineSeen(form, lot)) };
    },
  };
}

const minutesTyped = (form: Form, key: string): number | null =>
  minutesOf(form.text(fieldsOf(key).hours), 'hours');

function lineSeen(form: Form, { branchId, lotId, capacity }: WorkView): CapacityLine {
  const key = capacityKey({ branchId, lotId });
  const spareMinutes = minutesTyped(form, key);
  const version = Number(form.text(fieldsOf(key).version));
  const isAsDeclared = spareMinutes === null || spareMinutes === capacity?.spareMinutes;
  return { branchId, lotId, version, ...(!isAsDeclared && { spareMinutes }) };
}

/**
 * Returns a line as the user typed it, with the version that the user saw. So a change that a colleague made meanwhile
 * is refused, and not overwritten.
 */
function asTyped(row: CapacityRow, form: Form): CapacityRow {
  const { hours, version } = fieldsOf(row.key);
  const seen = Number(form.text(version));
  if (!row.spare || seen === 0) return row;
  return { ...row, version: seen, spare: form.text(hours) };
}

/** True if the user changed the hours of a line that the pressed button does not confirm. */
function hasOtherEdits({ form }: SignedInRequest, work: readonly WorkView[]): boolean {
  const only = form.text('only');
  return work.some((lot) => {
    const key = capacityKey(lot);
    if (only === '' || only === key || form.text(fieldsOf(key).version) === '') return false;
    return minutesTyped(form, key) !== lot.capacity?.spareMinutes;
  });
}

interface Shown {
  readonly returned?: ReturnedForm | undefined;
  readonly problems?: ReadonlyMap<string, string>;
  /** The keys of the lines that were just confirmed or refused. The other lines stay as typed. */
  readonly settled?: ReadonlySet<string>;
}

async function showCapacity(
  { api, now, form }: SignedInRequest,
  { returned, problems, settled }: Shown = {},
): Promise<Rendered> {
  const work = await api.get<WorkView[]>(API_PATHS.work);
  const rows = capacityRows(work, now, problems);
  return render('pages/providing/capacity/page.njk', {
    rows: returned ? rows.map((row) => (settled?.has(row.key) ? row : asTyped(row, form))) : rows,
    refused: rows.filter(({ problem }) => problem !== ''),
    declared: rows.filter(({ version }) => version !== null).length,
    due: rows.filter(({ version, isStale }) => version === null || isStale).length,
  });
}
