import { aBranch, aPackage } from '../../testing/eligibility-facts.js';
import { answerContract, contractLiveOn, subcontractOn } from './contract-rule.js';
import type { ContractFact, SubcontractFact } from './facts.js';

const START = '2026-03-04';
const contract = (changes: Partial<ContractFact> = {}): ContractFact => ({
  id: 'contract-1',
  tier: 1,
  rankInTier: 1,
  startsOn: '2025-04-01',
  endsOn: null,
  ...changes,
});
const subcontract: SubcontractFact = { id: 'subcontract-1', startsOn: '2025-04-01', endsOn: null };

describe('a contract', () => {
  it.each([
    { startsOn: '2025-04-01', endsOn: null, live: true, why: 'open-ended' },
    { startsOn: START, endsOn: null, live: true, why: 'begins that day' },
    { startsOn: '2026-03-05', endsOn: null, live: false, why: 'begins the day after' },
    { startsOn: '2025-04-01', endsOn: START, live: true, why: 'its last day' },
    { startsOn: '2025-04-01', endsOn: '2026-03-03', live: false, why: 'ended the day before' },
  ])('is live on the start date: $live ($why)', ({ startsOn, endsOn, live }) => {
    const contracts = [contract({ startsOn, endsOn })];
    expect(contractLiveOn(contracts, START)?.id).toBe(live ? 'contract-1' : undefined);
    expect(answerContract(aBranch({ contracts }), aPackage()).result).toBe(live ? 'pass' : 'fail');
  });

  it.each([
    { other: { tier: 2, rankInTier: 0 }, why: 'the better tier' },
    { other: { rankInTier: 2 }, why: 'the better rank' },
    { other: { id: 'contract-2' }, why: 'the same one on every run' },
    { other: { id: 'contract-0', tier: 0, endsOn: '2026-03-03' }, why: 'the one that is live' },
  ])('is chosen among several: $why', ({ other }) => {
    const contracts = [contract({ id: 'contract-9', tier: 3 }), contract(other), contract()];
    expect(contractLiveOn(contracts, START)?.id).toBe('contract-1');
  });
});

describe('a contract for another to deliver', () => {
  const twoBranches = { leadBranchId: 'branch-1', deliveringBranchId: 'branch-2' };

  it.each([
    { subcontract, result: 'pass', why: 'on record' },
    { subcontract: null, result: 'fail', why: 'none on record' },
    { subcontract: { ...subcontract, startsOn: '2026-03-05' }, result: 'fail', why: 'begins the day after' },
    { subcontract: { ...subcontract, endsOn: START }, result: 'pass', why: 'its last day' },
    { subcontract: { ...subcontract, endsOn: '2026-03-03' }, result: 'fail', why: 'ended the day before' },
  ])('needs a live subcontract: $result ($why)', ({ subcontract, result }) => {
    expect(answerContract(aBranch({ ...twoBranches, subcontract }), aPackage()).result).toBe(result);
  });

  it('needs the contract as well', () => {
    const branch = aBranch({ ...twoBranches, subcontract, contracts: [] });
    expect(answerContract(branch, aPackage())).toEqual({
      result: 'fail',
      evidence: {
        lotId: 'lot-1',
        startOn: START,
        ...twoBranches,
        contractId: null,
        subcontractId: 'subcontract-1',
      },
      remedy: 'A contract for this lot must be live on 4 March 2026.',
    });
  });
});

describe('the subcontract of a pair', () => {
  const over = { id: 'over', startsOn: '2025-01-01', endsOn: '2025-12-31' };
  const live = { id: 'live', startsOn: '2026-01-01', endsOn: '2026-06-30' };
  const next = { id: 'next', startsOn: '2026-07-01', endsOn: null };

  it.each([
    { all: [over, live, next], on: '2026-06-30', id: 'live', why: 'its last day counts' },
    { all: [over, live, next], on: '2026-07-01', id: 'next', why: 'the next has begun' },
    { all: [over, live], on: '2027-01-01', id: 'live', why: 'none is live and it is the newest' },
    { all: [], on: '2026-06-30', id: undefined, why: 'there is none' },
  ])('is $id when $why', ({ all, on, id }) => {
    expect(subcontractOn(all, on)?.id).toBe(id);
  });
});
