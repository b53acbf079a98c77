import { mayOwn, WORK_KINDS } from '#contracts/open-work';
import { ROLES } from '#contracts/roles-and-actors';
import { mayCover } from './may-own.js';

describe('owners of work', () => {
  it.each([
    [
      'officer',
      ['package', 'case', 'variation_request', 'report', 'concern', 'contract', 'subcontract', 'check'],
    ],
    ['commissioner', WORK_KINDS],
    ['auditor', []],
    ['administrator', []],
    ['provider', []],
    ['provider_administrator', []],
  ] as const)('%s may own %j', (role, kinds) => {
    expect(WORK_KINDS.filter((kind) => mayOwn(role, kind))).toEqual(kinds);
  });

  it.each([
    ['officer', ['officer', 'commissioner']],
    ['commissioner', ['commissioner']],
    ['auditor', []],
    ['administrator', []],
  ] as const)('for %s, only %j may cover', (absent, deputies) => {
    expect(ROLES.filter((deputy) => mayCover(absent, deputy)).sort()).toEqual([...deputies].sort());
  });
});
