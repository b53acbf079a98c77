import { countFrom } from './countdown.js';
import { enhance } from './enhance.js';
import { replaceRegion } from './replace.js';
import { announce, type LiveState } from './state.js';

/** What happens together is read together. */
const SETTLE_MS = 200;
/** A page is read no oftener, however much happens. */
const AT_MOST_EVERY_MS = 1_000;
const AGAIN_MS = 3_000;
/** What the page was about is gone, or no longer for its reader: reading it again would not help. */
const NOT_THERE = new Set([403, 404]);

/** Reads the page again, as anybody would by reloading it, and puts what went stale in its place. */
export class Refresher {
  private readonly stale = new Set<string>();
  private timer: number | undefined;
  private readAt = -AT_MOST_EVERY_MS;
  private isReading = false;

  constructor(private readonly state: LiveState) {}

  refresh(ids: readonly string[]): void {
    for (const id of ids) this.stale.add(id);
    if (this.stale.size === 0 || this.isReading || this.timer !== undefined) return;
    this.readIn(Math.max(SETTLE_MS, this.readAt + AT_MOST_EVERY_MS - performance.now()));
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
    if (page === 'elsewhere') return this.state.say('signed-out');
    if (page === 'changed') return this.state.say('changed');
    if (page === 'failed') {
      this.state.say('behind');
      for (const id of ids) this.stale.add(id);
      return this.readIn(AGAIN_MS);
    }
    this.state.caughtUp();
    for (const id of ids) this.put(id, page);
    countFrom(page.body);
    this.refresh([]); // what went stale meanwhile
  }

  private put(id: string, page: Document): void {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (!old) return;
    if (!fresh) return this.state.say('changed');
    const said = replaceRegion(old, fresh);
    enhance(old);
    if (said !== '') announce(said);
  }
}

async function readPage(): Promise<Document | 'elsewhere' | 'changed' | 'failed'> {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return 'elsewhere';
    if (NOT_THERE.has(answer.status)) return 'changed';
    if (!answer.ok) return 'failed';
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return 'failed';
  }
}
