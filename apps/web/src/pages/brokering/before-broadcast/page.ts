import type { BroadcastPlanView, BroadcastView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { ClockProfileView, LotOffice, LotOutline, LotView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import { formPage } from '../../../console/form-page.js';
import { nullableInstant } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { METHOD_WORDING } from '../../../wording/broadcasts.js';
import { clockInWords } from '../../../wording/packages.js';
import { clockOfPackage, faultsOfDeadline, typedDeadline } from '../deadline-asked.js';
import { decisionsShown } from '../decisions-shown.js';
import { requestedCare } from '../package/package-shown.js';
import { lotsShown } from './lots-shown.js';

/**
 * The page that an officer opens before broadcasting a package. The page shows which branches would be
 * invited now. Its form broadcasts the package.
 */
export const beforeSendingPage = formPage({
  path: PATHS.beforeSending(':id'),
  name: 'send',
  inputs: {
    closesAt: nullableInstant('Enter both the day and the time of the deadline, or leave both empty.'),
  },
  load: async ({ api, id, now }) => {
    const usual = await clockOfPackage(api, id);
    return { openedAt: now, startBy: new Date(now.getTime() + usual.startWithinMinutes * 60_000), usual };
  },
  check: ({ closesAt }, times, { form }) => faultsOfDeadline(form, { ...times, closesAt }),
  send: async ({ api, id }, command, { key }) => {
    const broadcast = await api.post<BroadcastView>(API_PATHS.publish(id), command, key);
    return redirect(PATHS.broadcast(broadcast.id), { notice: 'broadcast_opened' });
  },
  page: beforeSending,
});

async function beforeSending({ api, id, user, form }: SignedInRequest): Promise<Rendered> {
  const [pkg, decisions, plan, lots, outlines, offices, clocks] = await Promise.all([
    api.get<PackageView>(API_PATHS.package(id)),
    api.get<DecisionView[]>(API_PATHS.eligibility(id)),
    api.get<BroadcastPlanView>(API_PATHS.broadcastPlan(id)),
    api.get<LotView[]>(API_PATHS.lots),
    api.get<LotOutline[]>(API_PATHS.lotOutlines),
    api.get<LotOffice[]>(API_PATHS.lotOffices),
    api.get<ClockProfileView[]>(API_PATHS.clockProfiles),
  ]);
  const lot = lots.find((candidate) => candidate.id === pkg.lotId);
  return render('pages/brokering/before-broadcast/page.njk', {
    pkg,
    requestedCare: requestedCare(pkg),
    decisions: decisionsShown(decisions),
    map: lotsShown({ lots, outlines, offices, decisions, lotId: pkg.lotId }),
    method: lot && METHOD_WORDING[lot.method],
    isSealed: lot?.sealed === true,
    plan,
    typedDeadline: typedDeadline(form),
    clock: clockInWords(clocks.find(({ urgency }) => urgency === pkg.urgency)),
    mayBroker: mayBroker(user),
  });
}
