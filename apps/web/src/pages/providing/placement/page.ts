import type { CareView } from '#contracts/care';
import type { Page } from '#contracts/pages';
import type { CaredForPerson } from '#contracts/people';
import type { VariationRequestView } from '#contracts/variations';
import { goTo, show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { headRoomInWords } from '../../../wording/head-room.js';
import { visitShown } from '../package-shown.js';
import { careRow } from '../care/care-shown.js';
import { askedShown } from './asked-shown.js';

/** One placement: for whom, which visits, what may still be added, and what was asked for. To look at the person is recorded. */
export const placementPage: SignedInPage = {
  path: PATHS.placement(':id'),
  get: async ({ api, parameters }) => {
    const id = parameters.id ?? '';
    const [care, asked] = await Promise.all([
      api.get<CareView>(DOORS.placementOfOwn(id)),
      api.get<Page<VariationRequestView>>(DOORS.askedHours({ placementId: id })),
    ]);
    const maySeePerson = care.delivers && care.status === 'live';
    return show('pages/providing/placement/page.njk', {
      care,
      row: careRow(care),
      person: maySeePerson ? await api.get<CaredForPerson>(DOORS.personOfPlacement(id)) : null,
      visits: care.visits.map(visitShown),
      headRoom: care.headRoom && headRoomInWords(care.headRoom),
      asked: asked.items.map(askedShown),
      mayAsk: maySeePerson && care.askedChange === null,
    });
  },
};

export const withdrawAskingPage: SignedInPage = {
  path: PATHS.withdrawAsking(':id', ':requestId'),
  from: PATHS.care,
  post: async ({ api, parameters }) => {
    await api.post<VariationRequestView>(DOORS.withdrawAsking(parameters.requestId ?? ''));
    return goTo(PATHS.placement(parameters.id ?? ''), { notice: 'hours_withdrawn' });
  },
};
