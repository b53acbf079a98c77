import { councilCode } from './ons-code.js';

describe('the ONS code of a council', () => {
  it.each([
    { typed: 'E10000018', code: 'E10000018', why: 'a county' },
    { typed: ' e06 000017 ', code: 'E06000017', why: 'a unitary authority, in small letters with blanks' },
    { typed: 'E08000003', code: 'E08000003', why: 'a metropolitan district' },
    { typed: 'E09000001', code: 'E09000001', why: 'the City of London' },
    { typed: 'E07000130', code: null, why: 'a district council, which has no adult social care' },
    { typed: 'W06000015', code: null, why: 'Wales, where CQC does not regulate' },
    { typed: 'E1000018', code: null, why: 'a digit too few' },
    { typed: 'E100000180', code: null, why: 'a digit too many' },
    { typed: 'E10OOOO18', code: null, why: 'letters O instead of zeros' },
    { typed: '', code: null, why: 'nothing' },
  ])('$typed → $code: $why', ({ typed, code }) => {
    expect(councilCode(typed)).toBe(code);
  });
});
