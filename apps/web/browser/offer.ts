import { enhance } from './enhance.js';
import { tellSeen } from './seen.js';

/** Longer than the server takes over any answer. */
const PATIENCE_MS = 30_000;
const SENDING = 'Sending…';
const NOT_THROUGH =
  'It did not get through. Nothing you typed is lost: check the connection and send it again. It counts once, however often it is sent.';
const NO_ANSWER =
  'Homeward cannot answer at the moment. Nothing you typed is lost: send it again in a minute. It counts once, however often it is sent.';

/**
 * Forms that ask for it are sent without leaving the page: it says that it is sending until the server has it, and
 * then shows what the server said. A form that did not get through stays as it is, with its key, so that sending it
 * again is the same act.
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
  say(form, SENDING);
  try {
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      signal,
      headers: { accept: 'text/html' },
    });
    if (answer.status >= 500) return say(form, NO_ANSWER);
    if (answer.redirected && !isHere(answer.url)) return location.assign(answer.url);
    show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    say(form, NOT_THROUGH);
  } finally {
    form.ariaBusy = null;
  }
}

const isHere = (url: string): boolean => new URL(url).pathname === location.pathname;

function say(form: HTMLFormElement, words: string): void {
  const said = form.querySelector('[data-sending]');
  if (said) said.textContent = words;
}

/** The page as the server answered it; what it has to say takes the focus, as when a page is loaded. */
function show(answered: Document): void {
  const main = answered.querySelector('main');
  const now = document.querySelector('main');
  if (!main || !now) return location.reload();
  document.title = answered.title;
  now.replaceWith(document.adoptNode(main));
  enhance(main);
  tellSeen(main);
  scrollTo({ top: 0 });
}
