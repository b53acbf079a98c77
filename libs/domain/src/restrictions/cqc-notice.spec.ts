import { assertMayRecordCqcNotice } from './cqc-notice.js';

describe('a notice that an authority records as CQC’s', () => {
  it.each([
    [{ hasContract: true, hasLiveCare: true }],
    [{ hasContract: true, hasLiveCare: false }],
    [{ hasContract: false, hasLiveCare: true }],
  ])('is recorded with %j', (ties) => {
    expect(() => assertMayRecordCqcNotice(ties)).not.toThrow();
  });

  it('is refused from an authority without a contract or live care', () => {
    expect(() => assertMayRecordCqcNotice({ hasContract: false, hasLiveCare: false })).toThrow(
      expect.objectContaining({ code: 'cqc_notice_needs_ties' }),
    );
  });
});
