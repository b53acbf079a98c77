import { timeLeft } from '../src/formats/time-left.js';

const TICK_MS = 1_000;

/** The server's clock less this one's: what is left is counted by the server's. */
let ahead = 0;

/** Takes the server's clock from a page that has just been read. */
export function countFrom(body: HTMLElement): void {
  const now = Date.parse(body.dataset.now ?? '');
  if (!Number.isNaN(now)) ahead = now - browserNow();
}

/** Keeps every clock on the page counting. */
export function keepCounting(): void {
  countFrom(document.body);
  setInterval(() => {
    for (const clock of document.querySelectorAll<HTMLTimeElement>('time[data-countdown]')) count(clock);
  }, TICK_MS);
}

/** This machine's clock, right or not. */
const browserNow = (): number => performance.timeOrigin + performance.now();

function count(clock: HTMLTimeElement): void {
  const text = timeLeft(Date.parse(clock.dateTime) - browserNow() - ahead);
  if (clock.textContent !== text) clock.textContent = text;
}
