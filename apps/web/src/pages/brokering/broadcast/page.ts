import { randomUUID } from 'node:crypto';
import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { RankedOfferView } from '#contracts/offers';
import type { PackageView } from '#contracts/packages';
import { ApiProblem } from '../../../api/api-problem.js';
import { show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { londonFields } from '../../../formats/london-instant.js';
import { DOORS, PATHS } from '../../../paths.js';
import { decisionsShown } from '../decisions-shown.js';
import { idIn, type Refused, typedIn } from '../../../console/deed.js';
import { mayBroker } from '../../../console/may.js';
import { askedShown } from '../package/package-shown.js';
import { broadcastShown, invitedRow } from './broadcast-shown.js';
import { offersShown } from './offers-shown.js';

export const broadcastPage: SignedInPage = {
  path: PATHS.broadcast(':id'),
  get: (visit) => broadcastAsItStands(visit),
};

/** A round of asking as it stands; also what a form on it comes back to when it is refused, with what was typed. */
export async function broadcastAsItStands(visit: Visit, refused?: Refused): Promise<Shown> {
  const { api, now, user, form } = visit;
  const id = idIn(visit);
  const [broadcast, invited] = await Promise.all([
    api.get<BroadcastView>(DOORS.broadcast(id)),
    api.get<InvitedBranchView[]>(DOORS.invitedBranches(id)),
  ]);
  const [pkg, offers] = await Promise.all([
    api.get<PackageView>(DOORS.package(broadcast.packageId)),
    offersOf(visit, broadcast),
  ]);
  const one = broadcastShown(broadcast, now);
  const view = {
    one,
    pkg,
    asked: askedShown(pkg),
    invited: invited.map((branch) => invitedRow(branch, one)),
    offers: offers && offersShown(offers),
    usual: londonFields(broadcast.closesAt),
    chosen: form.text('offerId'),
    mayBroker: mayBroker(user),
    newKey: () => randomUUID(),
    ...typedIn(visit, refused),
  };
  return show('pages/brokering/broadcast/page.njk', view, refused?.status);
}

/** Null while they are sealed, or where they stay so. */
async function offersOf({ api }: Visit, broadcast: BroadcastView): Promise<RankedOfferView[] | null> {
  if (broadcast.sealed && broadcast.status === 'open') return null;
  try {
    return await api.get<RankedOfferView[]>(DOORS.rankedOffers(broadcast.id));
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.code === 'offers_sealed') return null;
    throw error;
  }
}

/** Every branch that was decided on when it was sent, as it was decided then. */
export const broadcastDecisionsPage: SignedInPage = {
  path: PATHS.broadcastDecisions(':id'),
  get: async (visit) => {
    const { api } = visit;
    const [broadcast, decisions] = await Promise.all([
      api.get<BroadcastView>(DOORS.broadcast(idIn(visit))),
      api.get<DecisionView[]>(DOORS.decisions(idIn(visit))),
    ]);
    return show('pages/brokering/broadcast/decisions.njk', {
      broadcast,
      decisions: decisionsShown(decisions),
    });
  },
};
