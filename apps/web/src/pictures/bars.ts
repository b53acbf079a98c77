/** One bar, by what it stands for: its colour says the same as the words of the table beside it. */
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
  /** What the picture shows, for whoever does not see it. */
  readonly says: string;
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
const NAMES = 150;
const FIGURES = 110;
const BAR = 15;
const GAP = 9;
const LEAST = 2;

/** Rows of bars on one scale: the longest is as long as there is room. */
export function barChart(says: string, rows: readonly BarRow[]): BarChart | null {
  const most = Math.max(0, ...rows.flatMap(({ bars }) => bars.map(({ amount }) => amount)));
  if (most === 0) return null;
  const room = WIDTH - NAMES - FIGURES;
  let y = 0;
  const placed = rows.map(({ name, bars }) => {
    const top = y;
    y += bars.length * BAR + GAP;
    return {
      name,
      textY: top + BAR - 3,
      bars: bars.map(({ kind, amount, figure }, index) => {
        const width = amount === 0 ? 0 : Math.max(LEAST, Math.round((amount / most) * room));
        const barY = top + index * BAR;
        return {
          ...{ kind, figure, width, x: NAMES, y: barY, height: BAR - 2 },
          figureX: NAMES + width + 5,
          figureY: barY + BAR - 4,
        };
      }),
    };
  });
  return { width: WIDTH, height: y, says, rows: placed };
}
