import { dueOrOverdue, elapsed, percentageLeft, timeLeft } from '../src/formats/time-left.js';

const TICK_MS = 1_000;
/** A bar with at most this percentage of the time left has the colour of a warning. */
const LOW_PERCENTAGE = 25;

/**
 * The server's clock minus the clock of this computer, in milliseconds. The clock of this computer may be
 * wrong.
 */
let clockOffsetMs = 0;

/**
 * Compares this computer's clock with the server's time in the page's attribute `data-now`. Countdowns then
 * use the server's time. Call this function as soon as the page arrives, because `data-now` is the time of
 * the answer.
 */
export function synchroniseClock(body: HTMLElement): void {
  const now = Date.parse(body.dataset.now ?? '');
  if (!Number.isNaN(now)) clockOffsetMs = now - browserNow();
}

/**
 * Updates every countdown and every bar of time on the page each second. The countdowns use the server's clock, not the clock of
 * this computer.
 */
export function startCountdowns(): void {
  synchroniseClock(document.body);
  setInterval(() => {
    for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-countdown]')) update(element);
    for (const bar of document.querySelectorAll<SVGElement>('[data-time-bar]')) updateBar(bar);
  }, TICK_MS);
}

/** Returns the server's present time in milliseconds since 1970. */
export const serverNow = (): number => browserNow() + clockOffsetMs;

const browserNow = (): number => performance.timeOrigin + performance.now();

function update(element: HTMLTimeElement): void {
  const text = textFor(element.dataset.countdown, Date.parse(element.dateTime) - serverNow());
  if (element.textContent !== text) element.textContent = text;
}

function textFor(kind: string | undefined, ms: number): string {
  if (kind === 'due') return dueOrOverdue(ms);
  return kind === 'since' ? elapsed(-ms) : timeLeft(ms);
}

function updateBar(bar: SVGElement): void {
  const [from, until] = [Date.parse(bar.dataset.from ?? ''), Date.parse(bar.dataset.until ?? '')];
  const percentage = percentageLeft(from, until, serverNow());
  if (bar.getAttribute('width') === String(percentage)) return;
  bar.setAttribute('width', String(percentage));
  bar.toggleAttribute('data-low', percentage <= LOW_PERCENTAGE);
}
