import { assertWithinBodyLimits } from './body-limits.js';

const deep = (levels: number): unknown => (levels === 0 ? {} : { inner: deep(levels - 1) });
const endless = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
const wide = (keys: number): unknown =>
  Object.fromEntries(Array.from({ length: keys }, (_, index) => [`a${index}`, index]));

describe('a body', () => {
  it.each([
    { why: 'nothing', body: undefined, ok: true },
    { why: 'as deep as a body may be', body: deep(19), ok: true },
    { why: 'one deeper', body: deep(20), ok: false },
    { why: 'endlessly deep', body: endless, ok: false },
    { why: 'a list as long as one may be', body: Array(1_000).fill(1), ok: true },
    { why: 'one longer', body: Array(1_001).fill(1), ok: false },
    { why: 'too many fields', body: wide(1_001), ok: false },
    { why: 'too much in all', body: Array(60).fill(Array(100).fill(1)), ok: false },
  ])('$why → allowed: $ok', ({ body, ok }) => {
    if (ok) expect(() => assertWithinBodyLimits(body)).not.toThrow();
    else
      expect(() => assertWithinBodyLimits(body)).toThrow(
        expect.objectContaining({ code: 'invalid_request' }),
      );
  });
});
