import { ERRORS } from '#contracts/errors';
import { ERROR_WORDING, failureTitle } from './errors.js';

describe('the sentence for an error', () => {
  const codes = Object.keys(ERRORS) as (keyof typeof ERRORS)[];

  it.each(codes)('%s says what happened and what to do next', (code) => {
    const text = ERROR_WORDING[code];
    expect(text).toMatch(/^[A-Z].+[.;] .*[.]$/);
    expect(text).not.toContain(code);
    expect(text).not.toMatch(/_|\berror\b|please/i);
  });

  it('is different for each code, so that support can tell errors apart', () => {
    const texts = Object.values(ERROR_WORDING);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 502, 503])(
    'status %i has its own heading',
    (status) => expect(failureTitle(status)).toMatch(/^[A-Z]\w+/),
  );
});
