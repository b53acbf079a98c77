import { aBranch } from '../../testing/eligibility-facts.js';
import { departed, type Departure } from './facts-after-departure.js';

const leaving = (changes: Partial<Departure> = {}): Departure => ({
  branchId: 'branch-1',
  lotIds: [],
  contractsEndOn: null,
  losesRegistration: false,
  ...changes,
});
const endsOn = (departure: Departure, branch = aBranch()) =>
  departed(branch, 'lot-1', departure).contracts.map((contract) => contract.endsOn);

describe('a branch that leaves', () => {
  it.each([
    { departure: leaving({ contractsEndOn: '2026-04-01' }), end: '2026-04-01', why: 'notice is over' },
    {
      departure: leaving({ contractsEndOn: '2026-04-01', lotIds: ['lot-1'] }),
      end: '2026-04-01',
      why: 'it is of this lot',
    },
    {
      departure: leaving({ contractsEndOn: '2026-04-01', lotIds: ['lot-2'] }),
      end: null,
      why: 'another lot is handed back',
    },
    {
      departure: leaving({ contractsEndOn: '2026-04-01', branchId: 'branch-2' }),
      end: null,
      why: 'another branch leaves',
    },
    { departure: leaving(), end: null, why: 'it keeps its contracts' },
  ])('has a contract until $end when $why', ({ departure, end }) => {
    expect(endsOn(departure)).toEqual([end]);
  });

  it('does not lengthen a contract that ends before', () => {
    const [contract] = aBranch().contracts;
    const branch = aBranch({ contracts: [{ ...contract!, endsOn: '2026-03-20' }] });
    expect(endsOn(leaving({ contractsEndOn: '2026-04-01' }), branch)).toEqual(['2026-03-20']);
  });

  it('loses its registration where it delivers, not where it only leads', () => {
    const closing = leaving({ losesRegistration: true });
    expect(departed(aBranch(), 'lot-1', closing).registration.status).toBe('deregistered');
    const through = aBranch({ deliveringBranchId: 'branch-2' });
    expect(departed(through, 'lot-1', closing).registration.status).toBe('registered');
  });
});
