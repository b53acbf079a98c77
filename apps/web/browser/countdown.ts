import { timeLeft } from '../src/formats/time-left.js';

const TICK_MS = 1_000;

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
 * Updates every countdown on the page each second. The countdowns use the server's clock, not the clock of
 * this computer.
 */
export function startCountdowns(): void {
  synchroniseClock(document.body);
  setInterval(() => {
    for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-countdown]')) update(element);
  }, TICK_MS);
}

/** Returns the server's present time in milliseconds since 1970. */
export const serverNow = (): number => browserNow() + clockOffsetMs;

const browserNow = (): number => performance.timeOrigin + performance.now();

function update(element: HTMLTimeElement): void {
  const text = timeLeft(Date.parse(element.dateTime) - serverNow());
  if (element.textContent !== text) element.textContent = text;
}
