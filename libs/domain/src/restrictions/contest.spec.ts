import { assertMayContest, type Contested } from './contest.js';

const NOTICE: Contested = {
  source: 'cqc',
  recordedByAuthorityId: 'recorder',
  contesterAuthorityId: 'other',
  isOver: false,
};

describe('a contest', () => {
  it.each<{ why: string; given: Partial<Contested>; code: string | null }>([
    { why: 'of another authority', given: {}, code: null },
    { why: 'of the branch’s provider', given: { contesterAuthorityId: null }, code: null },
    {
      why: 'of the recorder itself',
      given: { contesterAuthorityId: 'recorder' },
      code: 'notice_not_contestable',
    },
    {
      why: 'of an authority’s own restriction',
      given: { source: 'authority' },
      code: 'notice_not_contestable',
    },
    {
      why: 'of a provider’s own pause',
      given: { source: 'provider', recordedByAuthorityId: null },
      code: 'notice_not_contestable',
    },
    { why: 'of a notice that is over', given: { isOver: true }, code: 'restriction_ended' },
  ])('$why is refused with: $code', ({ given, code }) => {
    const contest = () => assertMayContest({ ...NOTICE, ...given });
    if (code === null) expect(contest).not.toThrow();
    else expect(contest).toThrow(expect.objectContaining({ code }));
  });
});
