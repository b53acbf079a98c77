import type { Check, DecisionView } from '#contracts/eligibility';
import { decisionsShown } from './decisions-shown.js';

const check = (rule: Check['rule'], result: Check['result'], remedy: string | null = null): Check => ({
  rule,
  result,
  evidence: {},
  remedy,
});

const decision = (given: Partial<DecisionView>): DecisionView => ({
  eligible: true,
  checks: [check('contract.lot', 'pass')],
  branchId: '1-1',
  branchName: "O'Brien <b> Care",
  providerId: '1-9',
  deliveringBranchId: given.branchId ?? '1-1',
  deliveringBranchName: given.branchName ?? "O'Brien <b> Care",
  tier: 1,
  decidedAt: '2026-03-02T09:00:00Z',
  ...given,
});

describe('decisions by contracted branch', () => {
  it('invite a branch that may take the package in any way, with the delivering branches and the warnings', () => {
    const shown = decisionsShown([
      decision({ eligible: false, checks: [check('capacity.minutes', 'fail', 'It needs 3 h more.')] }),
      decision({
        deliveringBranchId: '1-2',
        deliveringBranchName: '李 Care',
        checks: [check('capacity.minutes', 'warn', 'Declared long ago.'), check('restriction.growth', 'waived', 'Agreed.')],
      }),
    ]); // prettier-ignore
    expect(shown.invited).toEqual([
      {
        id: '1-1',
        name: "O'Brien <b> Care",
        tier: 1,
        delivers: ['李 Care'],
        remarks: ['李 Care: Declared long ago.', '李 Care: Agreed.'],
      },
    ]);
    expect(shown.notInvited).toEqual([]);
  });

  it('give a branch that may not take it every reason for each delivering branch, and count branches by rule', () => {
    const shown = decisionsShown([
      decision({
        eligible: false,
        checks: [check('capacity.bands', 'fail', 'Serve tea.'), check('capability.dementia', 'fail', 'Declare it.')],
      }),
      decision({
        eligible: false,
        deliveringBranchId: '1-2',
        deliveringBranchName: 'Other',
        checks: [check('capacity.bands', 'fail', 'Serve lunch.')],
      }),
    ]); // prettier-ignore
    expect(shown.notInvited[0]?.byDeliverer).toEqual([
      {
        delivers: null,
        reasons: [
          { rule: 'Times of day', change: 'Serve tea.' },
          { rule: 'Need: Dementia', change: 'Declare it.' },
        ],
      },
      { delivers: 'Other', reasons: [{ rule: 'Times of day', change: 'Serve lunch.' }] },
    ]);
    expect(shown.rules).toEqual([
      { rule: 'Need: Dementia', branches: 1 },
      { rule: 'Times of day', branches: 1 },
    ]);
  });

  it('list the branches separately that have contracts only for other lots', () => {
    const contract = [check('contract.lot', 'fail', 'A contract must be live.')];
    const shown = decisionsShown([
      decision({ eligible: false, tier: null, checks: contract }),
      decision({
        eligible: false,
        tier: 2,
        branchId: '1-3',
        branchName: 'Lapsed subcontract',
        checks: contract,
      }),
    ]);
    expect(shown.inOtherLots).toEqual(["O'Brien <b> Care"]);
    expect(shown.notInvited.map(({ name }) => name)).toEqual(['Lapsed subcontract']);
  });
});
