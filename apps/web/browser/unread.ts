import type { Refresher } from './refresh-page.js';
import { messageRegions, replaceRegion } from './live-regions.js';

/** A message is decided from the log a moment after its event. The number is asked for when it is surely there. */
const AFTER_EVENT_MS = 1_500;
/** Some messages have no event of the user's feed, such as a reminder. So the number is also asked for from time to time. */
const EVERY_MS = 60_000;
const MARK = 'unread-messages';
const PREFIX = /^\(\d+\) /;

/**
 * Keeps the number of new messages in the menu and in the title while a page is open, and refreshes the regions of the
 * page that show messages. A list of messages to others is read again each time, because no number tells that it changed.
 */
export class Unread {
  private timer: number | undefined;

  constructor(private readonly refresher: Refresher) {
    setInterval(() => {
      if (!document.hidden) this.askSoon(0);
    }, EVERY_MS);
  }

  askSoon(ms = AFTER_EVENT_MS): void {
    this.timer ??= setTimeout(() => void this.ask(), ms);
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    this.refresher.refresh(messageRegions('messages'));
    const [mark, fresh] = [document.getElementById(MARK), await fetchMark()];
    if (!mark || !fresh) return; // the next event or the next minute asks again
    const [before, now] = [Number(mark.dataset.unread), Number(fresh.dataset.unread)];
    if (before === now) return;
    mark.dataset.unread = String(now);
    replaceRegion(mark, fresh);
    document.title = (now > 0 ? `(${now}) ` : '') + document.title.replace(PREFIX, '');
    this.refresher.refresh(messageRegions('message'));
    if (now > before) document.dispatchEvent(new CustomEvent('homeward:message'));
  }
}

async function fetchMark(): Promise<HTMLElement | null> {
  try {
    const answer = await fetch('/your-messages/unread', {
      headers: { accept: 'text/html' },
      cache: 'no-store',
    });
    if (!answer.ok || answer.redirected) return null;
    return new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(MARK);
  } catch {
    return null;
  }
}
