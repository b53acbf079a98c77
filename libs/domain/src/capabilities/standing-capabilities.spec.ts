import * as fc from 'fast-check';
import { CAPABILITY_STATEMENT_KINDS } from '#contracts/capabilities';
import type { Capability } from '#contracts/needs';
import { answersTo, type CapabilityStatement, standingAfter } from './standing-capabilities.js';

const DECLARED: CapabilityStatement = { kind: 'declared', capabilities: ['peg'], authorityId: null };
const WITHDRAWN: CapabilityStatement = { ...DECLARED, kind: 'withdrawn' };
const byCouncil = (kind: CapabilityStatement['kind'], authorityId = 'a'): CapabilityStatement => ({
  kind,
  capabilities: ['peg'],
  authorityId,
});

function after(statements: readonly CapabilityStatement[]) {
  return statements.reduce(
    (standing, next, index) => standingAfter(standing, next, statements.slice(0, index)),
    { declared: [], confirmed: [] } as ReturnType<typeof standingAfter>,
  );
}

describe('capabilities of a branch', () => {
  it.each<[CapabilityStatement[], boolean, boolean, string]>([
    [[], false, false, 'nothing said'],
    [[DECLARED], true, false, 'declared by the branch'],
    [[DECLARED, byCouncil('confirmed')], true, true, 'confirmed by one council'],
    [[byCouncil('declared')], true, true, 'declared by a council on behalf of the branch'],
    [[byCouncil('declared'), DECLARED], true, true, 'declared again by the branch'],
    [[DECLARED, byCouncil('refused')], true, false, 'refused by the only council'],
    [
      [DECLARED, byCouncil('confirmed'), byCouncil('refused')],
      true,
      false,
      'no longer confirmed by its council',
    ],
    [
      [DECLARED, byCouncil('confirmed'), byCouncil('refused', 'b')],
      true,
      true,
      'refused by one, confirmed by another',
    ],
    [
      [DECLARED, byCouncil('refused', 'b'), byCouncil('confirmed')],
      true,
      true,
      'confirmed after another refused',
    ],
    [[DECLARED, byCouncil('confirmed'), WITHDRAWN], false, false, 'withdrawn'],
    [
      [DECLARED, byCouncil('confirmed'), WITHDRAWN, DECLARED],
      true,
      false,
      'declared anew: confirmed by no council since',
    ],
    [[byCouncil('confirmed')], false, false, 'confirmed without a declaration'],
  ])('%j: declared %s, confirmed %s, %s', (statements, isDeclared, isConfirmed, _why) => {
    const { declared, confirmed } = after(statements);
    expect([declared.includes('peg'), confirmed.includes('peg')]).toEqual([isDeclared, isConfirmed]);
  });

  it('that a statement does not name stay as they are', () => {
    const before = { declared: ['dementia', 'peg'], confirmed: ['dementia'] } as const;
    expect(standingAfter(before, WITHDRAWN, [])).toEqual({ declared: ['dementia'], confirmed: ['dementia'] });
  });

  it('keep the last answer of each council', () => {
    const answers = answersTo('peg', [
      DECLARED,
      byCouncil('confirmed'),
      byCouncil('refused', 'b'),
      byCouncil('refused'),
    ]);
    expect([...answers]).toEqual([
      ['a', 'refused'],
      ['b', 'refused'],
    ]);
  });

  it('that are confirmed are always declared', () => {
    const statement = fc.record({
      kind: fc.constantFrom(...CAPABILITY_STATEMENT_KINDS),
      capabilities: fc.subarray<Capability>(['peg', 'dementia', 'bsl']),
      authorityId: fc.constantFrom(null, 'a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 12 }), (statements) => {
        const { declared, confirmed } = after(statements);
        expect(confirmed.filter((one) => !declared.includes(one))).toEqual([]);
      }),
    );
  });
});
