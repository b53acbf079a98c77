import type { BranchFileView } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import type { RestrictionView } from '#contracts/restrictions';

export const BRANCH_ID = '1-100000001';
export const LOT_ID = '01900000-0000-7000-8000-0000000000c1';
export const RESTRICTION_ID = '01900000-0000-7000-8000-0000000000c2';
export const DOCUMENT_ID = '01900000-0000-7000-8000-0000000000c3';

export const aLotView = (given: Partial<LotView> = {}): LotView => ({
  id: LOT_ID,
  code: 'L1',
  name: "O'Brien <b> Vale 李",
  districtCode: null,
  districtName: null,
  version: 4,
  areas: ['LE11', 'LE12 5'],
  method: 'tiers',
  sealed: true,
  ownRankShown: false,
  tierHeadStartMinutes: 90,
  cascadeStepMinutes: 60,
  ratingPolicy: 'exclude_inadequate',
  weightsReason: null,
  rateFloorPence: 2_000,
  rateCeilingPence: 2_650,
  weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
  ...given,
});

export const aRestriction = (given: Partial<RestrictionView> = {}): RestrictionView => ({
  id: RESTRICTION_ID,
  branchId: BRANCH_ID,
  branchName: "Care of O'Brien <b> 李",
  source: 'cqc',
  reference: 'N-1',
  evidence: 'A visit <b>',
  documentId: null,
  ownerId: null,
  ownerName: null,
  reason: 'Nobody came',
  from: '2026-01-01T00:00:00.000Z',
  to: null,
  lotIds: [],
  recordedBy: null,
  recordedByAuthority: "King's Council <b>",
  conditions: [{ id: '01900000-0000-7000-8000-0000000000c4', kind: 'reporting', everyDays: 14 }],
  recordedAt: '2026-01-01T00:00:00.000Z',
  liftedAt: null,
  liftReason: null,
  expiredAt: null,
  contests: [],
  version: 3,
  ...given,
});

export const aBranchFile = (given: Partial<BranchFileView['branch']> = {}): BranchFileView => ({
  branch: {
    id: BRANCH_ID,
    providerId: '1-101635212',
    telephone: null,
    managerName: null,
    providerName: 'Care <i>',
    version: 7,
    name: "Care of O'Brien <b> 李",
    postcode: 'LE11 3TU',
    capabilities: ['dementia'],
    registration: { status: 'registered', dormant: false, personalCare: true },
    ratings: {
      overall: 'good',
      safe: 'good',
      effective: null,
      caring: null,
      responsive: null,
      wellLed: null,
      ratedOn: '2025-03-01',
    },
    source: {
      kind: 'publication',
      reference: 'https://www.cqc.org.uk/location/1-101635212',
      publishedOn: '2025-03-01',
      recordedAt: '2025-03-02T09:00:00.000Z',
      recordedByAuthority: "King's Council <b>",
      recordedBy: null,
    },
    ...given,
  },
  shared: {
    councils: 3,
    managerRecordedAt: null,
    managerRecordedBy: null,
    confirmedCapabilities: [],
    lastStatement: null,
  },
  lots: [],
  subcontracts: [],
  concerns: [],
  siblings: [],
});

/** Returns the answers of the fake API for the page of a restriction, keyed by route. */
export const restrictionAnswers = (restriction: RestrictionView): Record<string, unknown> => ({
  [`GET /v1/restrictions/${restriction.id}`]: restriction,
  [`GET /v1/restrictions/${restriction.id}/versions`]: [],
  [`GET /v1/restrictions/${restriction.id}/permissions`]: [],
  [`GET /v1/reports?restrictionId=${restriction.id}&limit=200`]: { items: [], next: null },
  [`GET /v1/reallocations?branchId=${restriction.branchId}`]: { items: [], next: null },
  'GET /v1/lots': [aLotView()],
  [`GET /v1/branches/${restriction.branchId}/file`]: aBranchFile(),
});
