import { alertSignedOut } from './alerts.js';
import { announce } from './announce.js';

export type Live =
  | 'live'
  | 'reconnecting'
  | 'paused'
  | 'behind'
  | 'stale'
  | 'changed'
  | 'signed-out'
  | 'too-many'
  | 'proxy-host'
  | 'proxy-upgrade';

const TEXTS: Readonly<Record<Live, string>> = {
  live: 'Live',
  reconnecting: 'Connection lost. Reconnecting. This page may be out of date.',
  paused: 'Paused while this tab is hidden.',
  behind: 'This page is out of date. Trying to update it.',
  stale: 'This page is out of date. Reload it.',
  changed: 'This page has changed. Reload it.',
  'signed-out': 'You have been signed out. Reload this page to sign in.',
  'proxy-host':
    'Not live: a proxy changes the header Host. Tell your administrator. Reload this page to see changes.',
  'proxy-upgrade':
    'Not live: a proxy blocks WebSocket connections. Tell your administrator. Reload this page to see changes.',
  'too-many': 'Not live: too many pages are open. Close some and reload this one.',
};
/**
 * The states after which the page no longer follows the live feed. The user must reload the page to follow
 * the feed again.
 */
const FINAL: ReadonlySet<Live> = new Set(['stale', 'signed-out', 'too-many']);
/**
 * The milliseconds after which a lost live connection is shown, so that the user does not see short
 * interruptions.
 */
const SHOW_AFTER_MS = 1_500;

/** Shows at the top of the page whether the page is connected to the live feed. */
export class LiveState {
  private readonly line = document.getElementById('live-state');
  private current: Live | undefined;
  private timer: number | undefined;

  /** @param hasContent  false for a page without live content, which does not say that it is live */
  constructor(private readonly hasContent: boolean) {}

  /** Returns true if the page no longer follows the live feed. The user must then reload the page. */
  get isFinal(): boolean {
    return this.current !== undefined && FINAL.has(this.current);
  }

  /** Shows that the page is live again when the page could be fetched after failed attempts. */
  caughtUp(): void {
    if (this.current === 'behind') this.show('live');
  }

  show(state: Live): void {
    if (this.isFinal || this.current === state) return;
    clearTimeout(this.timer);
    const isFirst = this.current === undefined; // The first state is not announced to screen readers, because it is usually `live`.
    this.current = state;
    if (state === 'signed-out') alertSignedOut();
    if (state === 'live' || state === 'paused' || FINAL.has(state)) return this.write(state, isFirst);
    this.timer = setTimeout(() => this.write(state, isFirst), SHOW_AFTER_MS);
  }

  private write(state: Live, isFirst: boolean): void {
    if (!this.line) return;
    const shown = this.line.dataset.state;
    if (shown === state) return;
    this.line.dataset.state = state;
    const isQuiet = !this.hasContent && (state === 'live' || state === 'paused');
    this.line.textContent = isQuiet ? '' : TEXTS[state];
    if (!isFirst && shown !== undefined)
      announce(state === 'live' ? 'The page is live again.' : TEXTS[state]);
  }
}
