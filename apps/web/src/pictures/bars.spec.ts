import fc from 'fast-check';
import { barChart } from './bars.js';

const bar = (amount: number) => ({ kind: 'need' as const, amount, figure: String(amount) });

describe('bars', () => {
  it('are on one scale, the longest as long as there is room, and the smallest still seen', () => {
    const chart = barChart('Need', [
      { name: "O'Brien <b>", bars: [bar(100), bar(50)] },
      { name: '李', bars: [bar(1), bar(0)] },
    ]);
    expect(chart?.rows.map(({ bars }) => bars.map(({ width }) => width))).toEqual([
      [380, 190],
      [4, 0],
    ]);
    expect(chart).toMatchObject({ says: 'Need', width: 640, height: 78 });
  });

  it.each([[[]], [[{ name: 'Nothing', bars: [bar(0)] }]]])('are not drawn where there is nothing', (rows) => {
    expect(barChart('Nothing', rows)).toBeNull();
  });

  it('never leave the picture, whatever they stand for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 1 }), (amounts) => {
        const chart = barChart('', [{ name: '', bars: amounts.map(bar) }]);
        for (const { x, y, width, height } of chart?.rows.flatMap(({ bars }) => bars) ?? []) {
          expect(x + width).toBeLessThanOrEqual(chart!.width);
          expect(y + height).toBeLessThanOrEqual(chart!.height);
        }
      }),
    );
  });
});
