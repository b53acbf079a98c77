import { CASE_STATUSES, type CaseStatus, type ReallocationView } from '#contracts/reallocations';
import { PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/part.js';
import { CASE_STATUS_WORDING } from '../../../wording/care.js';
import { casesCounted } from '../reallocations/reallocations-shown.js';

const WIDTH = 640;

/** How far a reallocation has come: one strip, and how many cases stand how. */
export function progressShown({ id, cases }: ReallocationView, current: CaseStatus | 'stuck' | '') {
  const { total, over } = casesCounted(cases);
  let before = 0;
  const parts = CASE_STATUSES.filter((status) => cases[status] > 0).map((status) => {
    const [from, to] = [before, before + cases[status]].map((count) =>
      Math.round((count / total) * WIDTH),
    ) as [number, number];
    before += cases[status];
    return { status, x: from, width: to - from };
  });
  const percent = total === 0 ? 0 : Math.floor((over / total) * 100);
  const tab = (status: string, text: string, count: number | null) => ({
    id: `tab-${status === '' ? 'all' : status}`,
    text,
    count,
    href: PATHS.reallocation(id) + queryOf({ show: status }),
    isCurrent: status === current,
  });
  return {
    ...{ width: WIDTH, total, over, percent, parts },
    says: `${over} of ${total} cases are over, ${percent} %`,
    tabs: [
      tab('', 'All cases', total),
      tab('stuck', 'Stuck', null),
      ...CASE_STATUSES.map((status) => tab(status, capitalised(CASE_STATUS_WORDING[status]), cases[status])),
    ],
  };
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
