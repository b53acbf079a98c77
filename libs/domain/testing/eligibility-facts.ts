import type { BranchFacts, PackageFacts } from '../src/eligibility/facts.js';

/**
 * Makes test data of a branch that is eligible for the package that `aPackage` makes. Its spare minutes are
 * exactly enough.
 */
export function aBranch(changes: Partial<BranchFacts> = {}): BranchFacts {
  return {
    leadBranchId: 'branch-1',
    deliveringBranchId: 'branch-1',
    contracts: [{ id: 'contract-1', tier: 1, rankInTier: 2, startsOn: '2025-04-01', endsOn: null }],
    subcontract: null,
    registration: { status: 'registered', dormant: false, personalCare: true },
    restrictions: [],
    permissions: [],
    capacity: {
      spareMinutes: 630,
      bands: ['breakfast', 'bed'],
      doubleUps: true,
      declaredAt: new Date('2026-03-01T09:00:00Z'),
    },
    capabilities: ['dementia', 'catheter'],
    confirmedCapabilities: ['dementia', 'catheter'],
    ratings: { overall: 'good', safe: 'good', wellLed: 'good' },
    care: { personMinutesNow: 0, personAwardedMinutes: 0, branchMinutesNow: 6_000 },
    isExcluded: false,
    leaving: null,
    ...changes,
  };
}

/**
 * Makes test data of a package with ten and a half hours a week. It has visits in the morning and evening,
 * each by two carers.
 */
export function aPackage(changes: Partial<PackageFacts> = {}): PackageFacts {
  return {
    authorityId: 'authority-1',
    packageId: 'package-1',
    personId: 'person-1',
    lotId: 'lot-1',
    weeklyMinutes: 630,
    bands: ['breakfast', 'bed'],
    doubleUp: true,
    needs: ['dementia'],
    startOn: '2026-03-04',
    ...changes,
  };
}
