import { randomUUID } from 'node:crypto';
import type { BroadcastView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { ClockProfileView, LotOffice, LotOutline, LotView } from '#contracts/lots';
import type { PackageView } from '#contracts/packages';
import { keyOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { londonInstant } from '../../../formats/london-instant.js';
import { DOORS, PATHS } from '../../../paths.js';
import { METHOD_WORDING } from '../../../wording/broadcasts.js';
import { decisionsShown } from '../decisions-shown.js';
import { deed, idIn, type Refused, typedIn } from '../../../console/deed.js';
import { mayBroker } from '../../../console/may.js';
import { askedShown } from '../package/package-shown.js';
import { clockInWords } from '../../../wording/clocks.js';
import { lotsShown } from './lots-shown.js';

/** Who would be asked for a package now and who not, before anybody is. */
export const beforeSendingPage: SignedInPage = {
  ...deed({
    path: PATHS.beforeSending(':id'),
    from: PATHS.packages,
    form: 'send',
    required: {},
    fieldOfCode: { broadcast_deadline_invalid: 'date' },
    check: ({ form }) => {
      const [date, time] = [form.text('date'), form.text('time')];
      const isWhole = (date === '' && time === '') || londonInstant(date, time) !== null;
      return isWhole
        ? []
        : [{ field: 'date', text: 'Enter the day and the time of the deadline, or neither.' }];
    },
    send: async (visit) => {
      const closesAt = londonInstant(visit.form.text('date'), visit.form.text('time'));
      const door = DOORS.publish(idIn(visit));
      const { id } = await visit.api.post<BroadcastView>(door, { closesAt }, keyOf(visit.form));
      return goTo(PATHS.broadcast(id), { notice: 'broadcast_opened' });
    },
    again: (visit, refused) => shown(visit, refused),
  }),
  get: (visit) => shown(visit),
};

async function shown(visit: Visit, refused?: Refused): Promise<Shown> {
  const { api, user } = visit;
  const [pkg, decisions, lots, outlines, offices, clocks] = await Promise.all([
    api.get<PackageView>(DOORS.package(idIn(visit))),
    api.get<DecisionView[]>(DOORS.eligibility(idIn(visit))),
    api.get<LotView[]>(DOORS.lots),
    api.get<LotOutline[]>(DOORS.lotOutlines),
    api.get<LotOffice[]>(DOORS.lotOffices),
    api.get<ClockProfileView[]>(DOORS.clockProfiles),
  ]);
  const lot = lots.find(({ id }) => id === pkg.lotId);
  const view = {
    pkg,
    asked: askedShown(pkg),
    decisions: decisionsShown(decisions),
    map: lotsShown({ lots, outlines, offices, decisions, lotId: pkg.lotId }),
    method: lot && METHOD_WORDING[lot.method],
    isSealed: lot?.sealed === true,
    clock: clockInWords(clocks.find(({ urgency }) => urgency === pkg.urgency)),
    mayBroker: mayBroker(user),
    key: randomUUID(),
    ...typedIn(visit, refused),
  };
  return show('pages/brokering/before-sending/page.njk', view, refused?.status);
}
