import { synchroniseClock } from './countdown.js';
import { showReadingTime } from './refresh-page.js';
import { enhance } from './start-components.js';
import { markSeenWhenVisible } from './mark-invitation-seen.js';

/**
 * A submitted form counts as failed if the server has not answered after this many milliseconds. A working
 * server answers faster.
 */
const TIMEOUT_MS = 30_000;
const SENDING = 'Sending…';
const NOT_THROUGH =
  'Not sent. Your answers are safe: check the connection and send again. It counts only once.';
const NO_ANSWER =
  'Homeward is not available at the moment. Your answers are safe: send again in a minute. It counts only once.';

/**
 * Sends forms with the attribute `data-send` in the background, and shows the page that the server returns.
 * If a form does not reach the server, the user can send it again. The form keeps its idempotency key, so the
 * command runs only once.
 */
export function sendInPlace(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-send]')) return;
    event.preventDefault();
    if (form.ariaBusy !== 'true') void send(form);
  });
}

async function send(form: HTMLFormElement): Promise<void> {
  form.ariaBusy = 'true';
  showMessage(form, SENDING);
  try {
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      signal,
      headers: { accept: 'text/html' },
    });
    if (answer.status >= 500) return showMessage(form, NO_ANSWER);
    // A form with errors has an address of its own. The page before it and the page after it are one page.
    const isOnePage = isThisPage(answer.url) || isShownAgain(answer.url) || isShownAgain(location.href);
    if (answer.redirected && !isOnePage) return location.assign(answer.url);
    if (answer.redirected) history.replaceState(null, '', answer.url);
    showPage(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    showMessage(form, NOT_THROUGH);
  } finally {
    form.ariaBusy = null;
  }
}

const isShownAgain = (url: string): boolean => new URL(url).searchParams.has('again');
const isThisPage = (url: string): boolean => new URL(url).pathname === location.pathname;

function showMessage(form: HTMLFormElement, message: string): void {
  const element = form.querySelector('[data-sending]');
  if (element) element.textContent = message;
}

/**
 * Replaces the content of the page with the page that the server returned. Moves the focus to the list of
 * errors or to the message, as a normal page load does.
 */
function showPage(answer: Document): void {
  const main = answer.querySelector('main');
  const current = document.querySelector('main');
  if (!main || !current) return location.reload();
  document.title = answer.title;
  current.replaceWith(document.adoptNode(main));
  showReadingTime(answer);
  synchroniseClock(answer.body);
  enhance(main);
  markSeenWhenVisible(main);
  scrollTo({ top: 0 });
}
