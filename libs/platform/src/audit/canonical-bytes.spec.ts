import fc from 'fast-check';
import { rfc8785, sha256 } from './canonical-bytes.js';

describe('canonical JSON by RFC 8785', () => {
  it.each([
    { value: { b: 1, a: null }, text: '{"a":null,"b":1}', why: 'sorts keys and keeps nulls' },
    {
      value: { '10': 1, '9': 2, a: 3 },
      text: '{"10":1,"9":2,"a":3}',
      why: 'sorts keys that look like numbers as texts',
    },
    {
      value: { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude02': 5, '\u0080': 6, '\u00f6': 7 },
      text: '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude02":5,"\ufb33":3}',
      why: 'sorts keys as the standard does in its example',
    },
    {
      value: [1e30, 4.5, 2e-3, 1e-27, 333333333.33333329],
      text: '[1e+30,4.5,0.002,1e-27,333333333.3333333]',
      why: 'writes numbers as the standard does',
    },
    {
      value: { at: new Date('2026-03-01T09:30:00Z') },
      text: '{"at":"2026-03-01T09:30:00.000Z"}',
      why: 'writes an instant as JSON does',
    },
    { value: { a: undefined, b: [undefined] }, text: '{"b":[null]}', why: 'leaves out what JSON leaves out' },
  ])('$why', ({ value, text }) => {
    expect(rfc8785(value)).toBe(text);
  });

  it('gives one text for equal values, in whichever order their keys were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(rfc8785(reversed)).toBe(rfc8785(value));
        expect(JSON.parse(rfc8785(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([Infinity, NaN, () => 1])('refuses what JSON cannot say: %s', (value) => {
    expect(() => rfc8785({ value })).toThrow();
  });

  it('hashes the parts one after the other', () => {
    expect(sha256('ab', Buffer.from('c')).toString('hex')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
