import { chromium, type Page } from 'playwright-core';
import type { BoardView } from '#contracts/board';
import { PATHS } from '../../../apps/web/src/paths.js';

const WINDOW = { width: 1_280, height: 900 };
const PATIENCE_MS = 30_000;
const ALONE = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** Measurements of the board page in a real browser. Times are in milliseconds. */
export interface BoardInBrowser {
  readonly rows: number;
  /** The time from the request for the board page until its live connection works. */
  readonly untilLive: number;
  /** The times between animation frames while the board is scrolled to the bottom and back. */
  readonly frames: readonly number[];
  /** The time from the API's response to a change until the board page shows the change. */
  readonly untilShown: number;
  /**
   * The duration of the longest task on the main thread of the board page while a change arrives. 0 if no
   * task took 50 ms.
   */
  readonly longestTask: number;
}

/**
 * Opens the board in a real browser, scrolls it, and closes one of the board's broadcasts. Returns how long
 * the browser took for each.
 */
export async function boardInBrowser(
  program: string,
  address: string,
  token: string,
): Promise<BoardInBrowser> {
  const browser = await chromium.launch({ executablePath: program, args: ALONE });
  try {
    const context = await browser.newContext({ baseURL: address, viewport: WINDOW });
    await context.addCookies([{ name: 'homeward-session', value: token, url: address }]);
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const asked = performance.now();
    await page.goto(PATHS.board);
    await page.locator('[data-state="live"]').waitFor();
    const untilLive = performance.now() - asked;
    const rows = await page.locator('#board-rows tbody tr').count();
    const frames = await page.evaluate<number[]>(SCROLL);
    return { rows, untilLive, frames, ...(await closeOne(page, address, token)) };
  } finally {
    await browser.close();
  }
}

async function closeOne(
  page: Page,
  address: string,
  token: string,
): Promise<Pick<BoardInBrowser, 'untilShown' | 'longestTask'>> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const board = (await (await fetch(`${address}/v1/board`, { headers })).json()) as BoardView;
  const open = board.items.find(({ action }) => action === 'await_offers');
  if (!open?.broadcast) throw new Error('nothing on the board is being asked');
  const row = page.locator(`#${open.kind}-${open.id}`);
  const asking = (await row.locator('.homeward-lines__state').textContent()) ?? '';
  await page.evaluate(WATCH_TASKS);
  const answer = await fetch(`${address}/v1/broadcasts/${open.broadcast.id}/close`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ reason: 'answered' }),
  });
  if (!answer.ok) throw new Error(`closing is answered ${answer.status} ${await answer.text()}`);
  const closed = performance.now();
  await row
    .filter({ hasNotText: asking })
    .or(row.and(page.locator('.homeward-row--removed')))
    .waitFor();
  const untilShown = performance.now() - closed;
  return { untilShown, longestTask: await page.evaluate<number>('window.longestTask') };
}

/**
 * A browser script that scrolls a page to the bottom and back. Returns the times between animation frames.
 * Each frame scrolls a sixth of the window height.
 */
const SCROLL = `new Promise((resolve) => {
  const frames = [];
  let before;
  let step = innerHeight / 6;
  const draw = (now) => {
    if (before !== undefined) frames.push(now - before);
    before = now;
    if (step > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 1) step = -step;
    if (step < 0 && scrollY <= 0) return resolve(frames);
    scrollBy({ top: step, behavior: 'instant' });
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
})`;

/**
 * A browser script that records the longest task of the page. Browsers report only tasks of 50 ms and more,
 * so shorter tasks count as 0.
 */
const WATCH_TASKS = `(() => {
  window.longestTask = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration);
  }).observe({ type: 'longtask' });
})()`;
