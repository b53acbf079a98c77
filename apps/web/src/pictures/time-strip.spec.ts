import fc from 'fast-check';
import { STRIP_WIDTH, timeStrip } from './time-strip.js';

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

describe('the strip of offered times', () => {
  it.each([
    { from: '07:00', to: '10:00', at: '07:00', isInside: true, why: 'the first minute' },
    { from: '07:00', to: '10:00', at: '06:00', isInside: false, why: 'too early is left of the window' },
    { from: '07:00', to: '10:00', at: '11:00', isInside: false, why: 'too late is right of the window' },
    { from: '22:00', to: '07:00', at: '02:00', isInside: true, why: 'after midnight' },
    { from: '22:00', to: '07:00', at: '21:00', isInside: false, why: 'before a night' },
    { from: '22:00', to: '07:00', at: '08:00', isInside: false, why: 'after a night' },
  ])('$at in $from to $to: $why', ({ from, to, at, isInside }) => {
    const { window, marks } = timeStrip({ from, to }, [at, null]);
    const [mark, none] = marks;
    const within = (mark ?? -1) >= window.x && (mark ?? -1) <= window.x + window.width;
    expect([within, none]).toEqual([isInside, null]);
    if (!isInside) expect((mark ?? -1) < window.x).toBe(at === '06:00' || at === '21:00');
  });

  it('keeps the window and every mark inside the picture', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(minute, minute, fc.array(minute, { maxLength: 5 }), (from, to, times) => {
        const strip = timeStrip({ from: clock(from), to: clock(to) }, times.map(clock));
        for (const mark of [strip.window.x, strip.window.x + strip.window.width, ...strip.marks]) {
          expect(mark).toBeGreaterThanOrEqual(0);
          expect(mark).toBeLessThanOrEqual(STRIP_WIDTH);
        }
      }),
    );
  });
});
