import type { InvitationView } from '#contracts/broadcasts';
import type { AwaitedStartView, CareNames, CareView } from '#contracts/care';
import type { OwnOfferView } from '#contracts/offers';
import type { CaredForPerson } from '#contracts/people';
import type { WorkView } from '#contracts/providers';
import type { ReportView } from '#contracts/reports';

export const INVITATION_ID = '01900000-0000-7000-8000-00000000000a';
export const OFFER_ID = '01900000-0000-7000-8000-00000000000b';

/**
 * Builds an open invitation that closes in two hours. The console's clock in tests is 09:00 on 15 January
 * 2026.
 */
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
    packageReference: 'HW-000042',
    distanceMiles: 14,
    careIsRunning: false,
    contact: { name: 'Harriet <b> Penfold', email: 'harriet@council.example' },
    weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
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

/** Builds the data of a branch in one lot. The branch declared 10 spare hours a week an hour ago. */
export function aWork(given: Partial<WorkView> = {}): WorkView {
  const [branchId, lotId] = ['1-100000001', '01900000-0000-7000-8000-00000000000e'];
  const authorityId = '01900000-0000-7000-8000-00000000000d';
  return {
    branchId,
    lotId,
    authorityId,
    branchName: "O'Brien <b> Care 李",
    authorityName: 'Leicestershire',
    lotCode: 'CH1',
    lotName: 'Charnwood North',
    isContracted: true,
    noticeDays: 28,
    isCurrent: true,
    capacity: {
      branchId,
      lotId,
      authorityId,
      spareMinutes: 600,
      bands: ['breakfast', 'tea'],
      doubleUps: false,
      declaredAt: '2026-01-15T08:00:00.000Z',
      version: 4,
    },
    ...given,
  };
}

const NAMES: CareNames = {
  packageReference: 'HW-000042',
  postcodeSector: 'LE11 3',
  authorityName: 'Leicestershire',
  lotName: 'Charnwood North',
  branchName: "O'Brien <b> Care 李",
  deliveringBranchName: "O'Brien <b> Care 李",
  delivers: true,
};

const DAILY = {
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  carers: 1,
  personalCare: true,
} as const;

/** Builds live care of 8 hours 45 minutes a week, without a growth limit. */
export function aCare(given: Partial<CareView> = {}): CareView {
  return {
    ...NAMES,
    id: '01900000-0000-7000-8000-0000000000d1',
    packageId: '01900000-0000-7000-8000-0000000000d2',
    personId: '01900000-0000-7000-8000-0000000000d3',
    lotId: '01900000-0000-7000-8000-00000000000e',
    branchId: '1-100000001',
    deliveringBranchId: '1-100000001',
    status: 'live',
    weeklyMinutes: 525,
    hourlyRatePence: 2_400,
    visits: [
      { key: 'v1', band: 'breakfast', minutes: 45, ...DAILY },
      { key: 'v2', band: 'tea', minutes: 30, ...DAILY },
    ],
    startedAt: '2026-01-10T09:00:00.000Z',
    endedAt: null,
    endReason: null,
    version: 2,
    headRoom: null,
    askedChange: null,
    ...given,
  };
}

export function anAwaitedStart(given: Partial<AwaitedStartView> = {}): AwaitedStartView {
  return {
    ...NAMES,
    id: '01900000-0000-7000-8000-0000000000c0',
    packageId: '01900000-0000-7000-8000-0000000000d2',
    broadcastId: '01900000-0000-7000-8000-00000000000c',
    offerId: OFFER_ID,
    branchId: '1-100000001',
    deliveringBranchId: '1-100000001',
    lotId: '01900000-0000-7000-8000-00000000000e',
    weeklyMinutes: 525,
    hourlyRatePence: 2_400,
    visits: [
      { key: 'v1', band: 'breakfast', minutes: 45, ...DAILY },
      { key: 'v2', band: 'tea', minutes: 30, ...DAILY },
    ],
    startsOn: '2026-01-16',
    status: 'awaiting_start',
    reason: null,
    awardedAt: '2026-01-14T09:00:00.000Z',
    startDueAt: '2026-01-16T11:00:00.000Z',
    overdueAt: null,
    startedAt: null,
    placementId: null,
    withdrawnAt: null,
    withdrawReason: null,
    ...given,
  };
}

export function aPersonCaredFor(): CaredForPerson {
  return {
    placementId: null,
    awardId: '01900000-0000-7000-8000-0000000000c0',
    givenName: 'Zoë',
    familyName: "O'Brien <b> 李",
    bornOn: '1941-05-06',
    addressLines: ['1 High Street', 'Loughborough'],
    postcode: 'LE11 3TU',
    livesAlone: true,
  };
}

export function aReport(given: Partial<ReportView> = {}): ReportView {
  return {
    id: '01900000-0000-7000-8000-0000000000e1',
    restrictionId: '01900000-0000-7000-8000-0000000000e2',
    conditionId: '01900000-0000-7000-8000-0000000000e3',
    branchId: '1-100000001',
    number: 1,
    dueOn: '2026-01-15',
    dueAt: '2026-01-16T00:00:00.000Z',
    status: 'due',
    overdueAt: null,
    receivedAt: null,
    receivedBy: null,
    late: false,
    account: null,
    documentId: null,
    ...given,
  };
}
