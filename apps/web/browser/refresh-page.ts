import { synchroniseClock } from './countdown.js';
import { enhance } from './start-components.js';
import { announce } from './announce.js';
import type { LiveState } from './live-state.js';
import { liveRegions, replaceRegion } from './live-regions.js';

/**
 * The milliseconds for which events are collected before the page is fetched again. So several events in this
 * time cause only one fetch.
 */
const COLLECT_MS = 200;
/** The shortest time, in milliseconds, between two fetches of the page. */
const MIN_INTERVAL_MS = 1_000;
const RETRY_AFTER_MS = 3_000;
/**
 * After an answer with one of these HTTP statuses, the page is not fetched again. The page no longer exists,
 * or the user may no longer read it.
 */
const GONE = new Set([403, 404]);

/**
 * Fetches the current page again in the background, and then replaces the live regions that show outdated
 * data.
 */
export class Refresher {
  private readonly stale = new Set<string>();
  private timer: number | undefined;
  private readAt = -MIN_INTERVAL_MS;
  private isReading = false;

  constructor(private readonly state: LiveState) {}

  /**
   * Schedules a fetch of the page and marks live regions as outdated.
   *
   * @param ids  the element ids of the outdated live regions
   */
  refresh(ids: readonly string[]): void {
    for (const id of ids) this.stale.add(id);
    if (this.stale.size === 0 || this.isReading || this.timer !== undefined) return;
    this.readIn(Math.max(COLLECT_MS, this.readAt + MIN_INTERVAL_MS - performance.now()));
  }

  private readIn(ms: number): void {
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.read();
    }, ms);
  }

  private async read(): Promise<void> {
    this.isReading = true;
    this.readAt = performance.now();
    const ids = [...this.stale];
    this.stale.clear();
    const page = await readPage();
    this.isReading = false;
    if (page === 'redirected') return this.state.show('signed-out');
    if (page === 'gone') return this.showGone();
    if (page === 'failed') {
      this.state.show('behind');
      for (const id of ids) this.stale.add(id);
      return this.readIn(RETRY_AFTER_MS);
    }
    this.state.caughtUp();
    this.replaceAll(ids, page);
    showReadingTime(page);
    synchroniseClock(page.body);
    this.refresh([]); // Fetches the page once more for the regions that became outdated during this fetch.
  }

  /** Shows that the page no longer exists for this user. What the user typed stays, but cannot be sent any more. */
  private showGone(): void {
    for (const button of document.querySelectorAll<HTMLElement>('main form[method="post"] button'))
      button.hidden = true;
    this.state.show('changed');
  }

  /** Replaces outdated regions. A region that went away with the region around it needs no replacement. */
  private replaceAll(ids: readonly string[], page: Document): void {
    const outdated = liveRegions().filter(({ id }) => ids.includes(id)); // In the order of the page: outer regions first.
    const pairs = outdated.map((old) => [old, page.getElementById(old.id)] as const);
    for (const [old, fresh] of pairs) if (old.isConnected) this.replace(old, fresh);
  }

  private replace(old: HTMLElement, fresh: HTMLElement | null): void {
    if (!fresh) return this.state.show('changed');
    const announcement = replaceRegion(old, fresh);
    enhance(old);
    if (announcement !== '') announce(announcement);
  }
}

/** Shows the time at which the content was read, at the top of the page. */
export function showReadingTime(page: Document): void {
  const [shown, fresh] = [document.getElementById('read-at'), page.getElementById('read-at')];
  if (shown && fresh) shown.replaceChildren(...fresh.childNodes);
}

async function readPage(): Promise<Document | 'redirected' | 'gone' | 'failed'> {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return 'redirected';
    if (GONE.has(answer.status)) return 'gone';
    if (!answer.ok) return 'failed';
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return 'failed';
  }
}
