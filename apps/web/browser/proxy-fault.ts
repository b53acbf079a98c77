import type { Live } from './live-state.js';

const STATES: Readonly<Record<string, Live>> = {
  host_changed: 'proxy-host',
  upgrade_lost: 'proxy-upgrade',
};

/**
 * Asks the server what a proxy in front of Homeward does wrong. Returns the state to show, or undefined if the
 * server finds nothing or cannot be reached.
 */
export async function proxyFault(): Promise<Live | undefined> {
  try {
    const answer = await fetch(`/proxy-check?origin=${encodeURIComponent(location.origin)}`);
    const { fault } = (await answer.json()) as { fault: string | null };
    return fault === null ? undefined : STATES[fault];
  } catch {
    return undefined; // the page shows that the connection is lost
  }
}
