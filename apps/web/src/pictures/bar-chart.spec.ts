import fc from 'fast-check';
import { barChart } from './bar-chart.js';

const bar = (amount: number) => ({ kind: 'need' as const, amount, figure: String(amount) });

describe('bar chart', () => {
  it('draws all bars on one scale: the longest fills the width, the smallest stays visible', () => {
    const chart = barChart('Need', [
      { name: "O'Brien <b>", bars: [bar(100), bar(50)] },
      { name: '李', bars: [bar(1), bar(0)] },
    ]);
    expect(chart?.rows.map(({ bars }) => bars.map(({ width }) => width))).toEqual([
      [380, 190],
      [4, 0],
    ]);
    expect(chart).toMatchObject({ label: 'Need', width: 640, height: 78 });
  });

  it.each([[[]], [[{ name: 'Nothing', bars: [bar(0)] }]]])('is null if all amounts are zero', (rows) => {
    expect(barChart('Nothing', rows)).toBeNull();
  });

  it('keeps every bar inside the picture', () => {
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
