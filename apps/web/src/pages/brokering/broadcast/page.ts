import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { RankedOfferView } from '#contracts/offers';
import type { PackageView } from '#contracts/packages';
import { type Api, ApiProblem } from '../../../api.js';
import { render, type Rendered, type SignedInPage, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { londonFields } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { typedDeadline } from '../deadline-asked.js';
import { decisionsShown } from '../decisions-shown.js';
import { requestedCare } from '../package/package-shown.js';
import { broadcastShown, invitedRow } from './broadcast-shown.js';
import { offersShown } from './offers-shown.js';

export const broadcastPage: SignedInPage = { path: PATHS.broadcast(':id'), get: showBroadcast };

export async function showBroadcast({ api, id, now, user, form }: SignedInRequest): Promise<Rendered> {
  const [broadcast, invited] = await Promise.all([
    api.get<BroadcastView>(API_PATHS.broadcast(id)),
    api.get<InvitedBranchView[]>(API_PATHS.invitedBranches(id)),
  ]);
  const [pkg, offers] = await Promise.all([
    api.get<PackageView>(API_PATHS.package(broadcast.packageId)),
    readableOffers(api, broadcast),
  ]);
  const shown = broadcastShown(broadcast, now);
  const bidders = new Set(offers?.map(({ branchId }) => branchId));
  return render('pages/brokering/broadcast/page.njk', {
    broadcast: shown,
    pkg,
    requestedCare: requestedCare(pkg),
    invited: invited.map((branch) => invitedRow(branch, shown, bidders)),
    offers: offers && offersShown(offers),
    currentDeadline: londonFields(broadcast.closesAt),
    typedDeadline: typedDeadline(form),
    startsLate: broadcast.closesAt > broadcast.startBy,
    chosen: form.text('offerId'),
    mayBroker: mayBroker(user),
  });
}

/**
 * Returns the ranked offers of a broadcast, or null while the offers are sealed. After a cancelled broadcast,
 * sealed offers stay sealed for ever.
 */
async function readableOffers(api: Api, broadcast: BroadcastView): Promise<RankedOfferView[] | null> {
  if (broadcast.sealed && broadcast.status === 'open') return null;
  try {
    return await api.get<RankedOfferView[]>(API_PATHS.rankedOffers(broadcast.id));
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'offers_sealed') return null;
    throw error;
  }
}

/**
 * The page that shows the eligibility decision for every branch, as it was when the broadcast was published.
 */
export const broadcastDecisionsPage: SignedInPage = {
  path: PATHS.broadcastDecisions(':id'),
  get: async ({ api, id }) => {
    const [broadcast, decisions] = await Promise.all([
      api.get<BroadcastView>(API_PATHS.broadcast(id)),
      api.get<DecisionView[]>(API_PATHS.decisions(id)),
    ]);
    return render('pages/brokering/broadcast/decisions.njk', {
      broadcast,
      decisions: decisionsShown(decisions),
    });
  },
};
