export type Live = 'live' | 'reconnecting' | 'behind' | 'stale' | 'changed' | 'signed-out' | 'too-many';

const SAYS: Readonly<Record<Live, string>> = {
  live: 'Live',
  reconnecting: 'Connection lost, trying again. What you see may be out of date.',
  behind:
    'Something has changed, and cannot be read at the moment. Trying again; what you see is out of date.',
  stale: 'This page is out of date. Reload it.',
  changed: 'This page has changed. Reload it.',
  'signed-out': 'You have been signed out. Reload this page to sign in.',
  'too-many': 'Not live: too many pages are open. Close some and reload this one.',
};
/** After these only a reload helps. */
const OVER: ReadonlySet<Live> = new Set(['stale', 'signed-out', 'too-many']);
/** A connection that is back sooner was hardly gone. */
const TELL_AFTER_MS = 1_500;

/** Says at the top of the page whether it is live. */
export class LiveState {
  private readonly line = document.getElementById('live-state');
  private now: Live | undefined;
  private telling: number | undefined;

  get isOver(): boolean {
    return this.now !== undefined && OVER.has(this.now);
  }

  /** The page has been read, as it stands now. */
  caughtUp(): void {
    if (this.now === 'behind') this.say('live');
  }

  say(now: Live): void {
    if (this.isOver || this.now === now) return;
    clearTimeout(this.telling);
    const isNews = this.now !== undefined; // that a page is live at first nobody needs to be told
    this.now = now;
    if (now === 'live' || OVER.has(now)) return this.show(now, isNews);
    this.telling = setTimeout(() => this.show(now, isNews), TELL_AFTER_MS);
  }

  private show(now: Live, isNews: boolean): void {
    if (!this.line) return;
    const wasShown = this.line.dataset.state;
    if (wasShown === now) return;
    this.line.dataset.state = now;
    this.line.textContent = SAYS[now];
    if (isNews && wasShown !== undefined) announce(now === 'live' ? 'The page is live again.' : SAYS[now]);
  }
}

/** Heard by whoever listens to the page, once what is being said is said. */
export function announce(text: string): void {
  const said = document.getElementById('live-said');
  if (said) said.textContent = said.textContent === text ? `${text}\u00a0` : text;
}
