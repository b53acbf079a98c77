import type { BranchFileView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import { PACKAGE_STATUSES, type PackageStatus, type PackageView } from '#contracts/packages';
import type { Page } from '#contracts/list-page';
import { render, type SignedInPage } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { queryOf } from '../../../paths/url.js';
import { PACKAGE_STATUS_COLOUR, PACKAGE_STATUS_WORDING, URGENCY_WORDING } from '../../../wording/packages.js';
import { ACTION_WORDING } from '../../../wording/next-actions.js';
import { mayBroker } from '../../../console/roles.js';

const LONGEST_SEARCH = 60;
const BRANCH_ID = /^[0-9A-Z-]{3,14}$/;
const ID = /^[0-9a-f-]{36}$/;

/** The list of all packages of the authority, the newest first. */
export const packagesPage: SignedInPage = {
  path: PATHS.packages,
  get: async ({ api, query, user }) => {
    const word = query.text('status');
    const status = isStatus(word) ? word : '';
    const lotId = ID.test(query.text('lotId')) ? query.text('lotId') : '';
    const search = query.text('search').slice(0, LONGEST_SEARCH);
    const deliveredBy = BRANCH_ID.test(query.text('deliveredBy')) ? query.text('deliveredBy') : '';
    const filters = { status, lotId, deliveredBy, search };
    const [{ items, next }, lots, branch] = await Promise.all([
      api.get<Page<PackageView>>(API_PATHS.packages({ ...filters, after: query.text('after') })),
      api.get<LotView[]>(API_PATHS.lots),
      deliveredBy === '' ? null : api.get<BranchFileView>(API_PATHS.branchFile(deliveredBy)),
    ]);
    return render('pages/brokering/packages/page.njk', {
      search,
      deliveredBy: branch && {
        id: deliveredBy,
        name: branch.branch.name,
        all: PATHS.packages + queryOf({ ...filters, deliveredBy: '' }),
      },
      rows: items.map(packageRow),
      more: next && PATHS.packages + queryOf({ ...filters, after: next }),
      statuses: PACKAGE_STATUSES.map((value) => ({
        value,
        text: PACKAGE_STATUS_WORDING[value],
        selected: value === status,
      })),
      lots: lots.map(({ id, name }) => ({ value: id, text: name, selected: id === lotId })),
      mayBroker: mayBroker(user),
    });
  },
};

function isStatus(word: string): word is PackageStatus {
  return (PACKAGE_STATUSES as readonly string[]).includes(word);
}

function packageRow(pkg: PackageView) {
  const { id, reference, status, urgency, lotName, postcodeSector, nextAction } = pkg;
  return {
    id: `package-${id}`,
    href: PATHS.package(id),
    reference,
    status: PACKAGE_STATUS_WORDING[status],
    colour: PACKAGE_STATUS_COLOUR[status],
    urgency: URGENCY_WORDING[urgency],
    area: `${lotName}, ${postcodeSector.replace(' ', '\u00A0')}`,
    weeklyMinutes: pkg.weeklyMinutes,
    next: nextAction ? ACTION_WORDING[nextAction] : '–',
    dueAt: pkg.nextActionDueAt,
    createdAt: pkg.createdAt,
  };
}
