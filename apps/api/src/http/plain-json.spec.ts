import { isTooDeepOrWide } from './plain-json.js';

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const text = (content: string): string => JSON.stringify({ note: content });

describe('a JSON text', () => {
  it.each([
    { why: 'nothing', json: '', refused: false },
    { why: 'as deep as a body may be', json: nested(20), refused: false },
    { why: 'one deeper', json: nested(21), refused: true },
    { why: 'one deeper, of objects', json: '{"a":'.repeat(21), refused: true },
    { why: 'brackets in a text', json: text('['.repeat(1_000)), refused: false },
    { why: 'a text that ends with a backslash', json: `${text('\\')}${nested(21)}`, refused: true },
    { why: 'brackets behind an escaped quotation mark', json: text(`"${'['.repeat(1_000)}`), refused: false },
    { why: 'side by side', json: '[],'.repeat(5_000), refused: false },
    { why: 'one more side by side', json: '[],'.repeat(5_001), refused: true },
  ])('$why → refused: $refused', ({ json, refused }) => {
    expect(isTooDeepOrWide(Buffer.from(json))).toBe(refused);
  });

  it('is never refused if JSON.parse gives no more than the limits', () => {
    const list = JSON.stringify(Array.from({ length: 900 }, (_, index) => ({ a: `${index}]["`, b: [1] })));
    expect(isTooDeepOrWide(Buffer.from(list))).toBe(false);
  });
});
