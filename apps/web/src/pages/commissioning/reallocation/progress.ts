import { CASE_STATUSES, type CaseStatus, type ReallocationView } from '#contracts/reallocations';
import { PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { CASE_STATUS_WORDING } from '../../../wording/care.js';
import { isClosed } from './case-row.js';
import { countCases } from '../reallocations/reallocations-shown.js';

const WIDTH = 640;

/**
 * Returns the progress of a reallocation: a bar that closed cases fill from the left, and a tab for each case
 * status with the number of cases.
 */
export function progressShown({ id, cases }: ReallocationView, current: CaseStatus | 'stuck' | '') {
  const { total, closed } = countCases(cases);
  let before = 0;
  const parts = CASE_STATUSES.filter((status) => isClosed(status) && cases[status] > 0).map((status) => {
    const [from, to] = [before, before + cases[status]].map((count) =>
      Math.round((count / total) * WIDTH),
    ) as [number, number];
    before += cases[status];
    return { status, x: from, width: to - from };
  });
  const percent = total === 0 ? 0 : Math.floor((closed / total) * 100);
  const tab = (status: string, text: string, count: number | null) => ({
    id: `tab-${status === '' ? 'all' : status}`,
    text,
    count,
    href: PATHS.reallocation(id) + queryOf({ show: status }),
    isCurrent: status === current,
  });
  return {
    width: WIDTH,
    total,
    closed,
    percent,
    parts,
    text: `${closed} of ${total} transfers closed, ${percent}%`,
    tabs: [
      tab('', 'All transfers', total),
      tab('stuck', 'Stuck', null),
      ...CASE_STATUSES.map((status) => tab(status, capitalised(CASE_STATUS_WORDING[status]), cases[status])),
    ],
  };
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
