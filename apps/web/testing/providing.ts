import type { InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import type { WorkView } from '#contracts/providers';

export const INVITATION_ID = '01900000-0000-7000-8000-00000000000a';
export const OFFER_ID = '01900000-0000-7000-8000-00000000000b';

/** An open invitation of which two hours are left; the time of the console in tests is 09:00 on 15 January 2026. */
export function anInvitation(given: Partial<InvitationView> = {}): InvitationView {
  return {
    id: INVITATION_ID,
    broadcastId: '01900000-0000-7000-8000-00000000000c',
    branchId: '1-100000001',
    branchName: "O'Brien <b> Care 李",
    authorityId: '01900000-0000-7000-8000-00000000000d',
    authorityName: 'Leicestershire',
    status: 'open',
    postcodeDistrict: 'LE11',
    postcodeSector: 'LE11 3',
    lotId: '01900000-0000-7000-8000-00000000000e',
    lotName: 'Charnwood North',
    package: {
      urgency: 'hospital',
      visits: [
        {
          key: 'v1',
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
          band: 'breakfast',
          minutes: 45,
          carers: 2,
          personalCare: true,
        },
        {
          key: 'v2',
          days: ['sat', 'sun'],
          band: 'tea',
          window: { from: '16:30', to: '16:45' },
          minutes: 20,
          carers: 1,
          personalCare: false,
          shortReason: 'A prompt',
          timeCriticalReason: 'Insulin <b>',
        },
      ],
      needs: ['dementia', 'carer_female'],
      note: 'Key safe <b>',
      weeklyMinutes: 670,
    },
    method: 'broadcast',
    sealed: true,
    openedAt: '2026-01-15T08:00:00.000Z',
    closesAt: '2026-01-15T11:00:00.000Z',
    startBy: '2026-01-16T11:00:00.000Z',
    rateMinPence: 2_000,
    rateMaxPence: 2_450,
    mayDeliver: [{ branchId: '1-100000001', name: "O'Brien <b> Care 李" }],
    seenAt: null,
    declineReason: null,
    offerId: null,
    offerStatus: null,
    ownRank: null,
    ...given,
  };
}

export function anOwnOffer(given: Partial<OwnOfferView> = {}): OwnOfferView {
  return {
    id: OFFER_ID,
    invitationId: INVITATION_ID,
    broadcastId: '01900000-0000-7000-8000-00000000000c',
    branchId: '1-100000001',
    deliveringBranchId: '1-100000001',
    status: 'standing',
    version: 3,
    startsOn: '2026-01-16',
    hourlyRatePence: 2_300,
    visitTimes: [
      { visitKey: 'v1', startsAt: '08:15' },
      { visitKey: 'v2', startsAt: '16:30' },
    ],
    note: 'We know the street <b>',
    rateReason: null,
    madeAt: '2026-01-15T08:30:00.000Z',
    revisedAt: null,
    rank: null,
    offersRanked: null,
    rateException: false,
    outcome: null,
    ...given,
  };
}

/** One branch in one lot, with 10 hours to spare as it said this morning. */
export function aWork(given: Partial<WorkView> = {}): WorkView {
  const [branchId, lotId] = ['1-100000001', '01900000-0000-7000-8000-00000000000e'];
  const authorityId = '01900000-0000-7000-8000-00000000000d';
  return {
    ...{ branchId, lotId, authorityId },
    branchName: "O'Brien <b> Care 李",
    authorityName: 'Leicestershire',
    lotCode: 'CH1',
    lotName: 'Charnwood North',
    isContracted: true,
    noticeDays: 28,
    isCurrent: true,
    capacity: {
      ...{ branchId, lotId, authorityId },
      spareMinutes: 600,
      bands: ['breakfast', 'tea'],
      doubleUps: false,
      declaredAt: '2026-01-15T08:00:00.000Z',
      version: 4,
    },
    ...given,
  };
}
