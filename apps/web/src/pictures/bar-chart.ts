/**
 * One bar of a bar chart. `kind` decides the colour of the bar. A table beside the chart shows the same
 * figures as text.
 */
export interface Bar {
  readonly kind: 'need' | 'spare' | 'short' | 'count';
  readonly amount: number;
  readonly figure: string;
}

export interface BarRow {
  readonly name: string;
  readonly bars: readonly Bar[];
}

export interface BarChart {
  readonly width: number;
  readonly height: number;
  /** The text that describes the chart to screen readers. */
  readonly label: string;
  readonly rows: readonly {
    readonly name: string;
    readonly textY: number;
    readonly bars: readonly (Omit<Bar, 'amount'> & {
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly figureX: number;
      readonly figureY: number;
    })[];
  }[];
}

const WIDTH = 640;
const NAME_WIDTH = 150;
const FIGURE_WIDTH = 110;
const BAR_HEIGHT = 15;
const ROW_GAP = 9;
const LEAST_WIDTH = 2;

/**
 * Computes the positions of the bars of a bar chart. All bars have the same scale, and the longest bar fills
 * the width. Returns null if all amounts are zero.
 */
export function barChart(label: string, rows: readonly BarRow[]): BarChart | null {
  const most = Math.max(0, ...rows.flatMap(({ bars }) => bars.map(({ amount }) => amount)));
  if (most === 0) return null;
  const longest = WIDTH - NAME_WIDTH - FIGURE_WIDTH;
  let y = 0;
  const placed = rows.map(({ name, bars }) => {
    const top = y;
    y += bars.length * BAR_HEIGHT + ROW_GAP;
    return {
      name,
      textY: top + BAR_HEIGHT - 3,
      bars: bars.map(({ kind, amount, figure }, index) => {
        const width = amount === 0 ? 0 : Math.max(LEAST_WIDTH, Math.round((amount / most) * longest));
        const barY = top + index * BAR_HEIGHT;
        return {
          kind,
          figure,
          width,
          x: NAME_WIDTH,
          y: barY,
          height: BAR_HEIGHT - 2,
          figureX: NAME_WIDTH + width + 5,
          figureY: barY + BAR_HEIGHT - 4,
        };
      }),
    };
  });
  return { width: WIDTH, height: y, label, rows: placed };
}
