import { announce } from './announce.js';

type Alert = 'sound' | 'notification';

/** The fields of a live-feed event that decide whether a sound is played or a notification is shown. */
interface FeedEvent {
  readonly name: string;
  readonly payload: { readonly invitationId?: string };
}

const STORAGE_KEYS: Readonly<Record<Alert, string>> = {
  sound: 'homeward-alert-sound',
  notification: 'homeward-alert-notification',
};
const NOT_ALLOWED =
  'Your browser blocks notifications. Allow them for this site in the browser’s settings, then try again.';

/** What a notification says and where it leads. It has no details, because other people may see a locked screen. */
interface News {
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly tag: string;
}

/** The message about an invitation comes a moment after its event. One alert is enough for both. */
const SAME_NEWS_MS = 10_000;
let alertedAt = -SAME_NEWS_MS;

/**
 * Plays a sound or shows a notification for each new invitation and each new message, on every page of a signed-in user.
 * Each alert is off until the user turns it on in this browser.
 */
export function listenForNews(): void {
  showChoices();
  if (document.body.dataset.role === undefined) return;
  void showWhetherSilent();
  document.addEventListener('homeward:event', (event) => {
    const { name, payload } = (event as CustomEvent<FeedEvent>).detail;
    if (name !== 'invitation.opened' || document.body.dataset.role !== 'provider') return;
    const { invitationId } = payload;
    alertUser({
      title: 'A new invitation',
      body: 'Open Homeward to answer it.',
      href: invitationId ? `/invitations/${invitationId}` : '/invitations',
      tag: invitationId ?? 'invitation',
    });
  });
  document.addEventListener('homeward:message', () => {
    if (performance.now() - alertedAt < SAME_NEWS_MS) return;
    alertUser({
      title: 'A new message',
      body: 'Open Homeward to read it.',
      href: '/your-messages',
      tag: 'message',
    });
  });
}

/** Alerts a user of whom the session has ended: from now on, nothing new is shown or told on this page. */
export function alertSignedOut(): void {
  alertUser({
    title: 'You have been signed out',
    body: 'Homeward tells you nothing new on this device until you sign in.',
    href: location.pathname,
    tag: 'signed-out',
  });
}

function alertUser(news: News): void {
  alertedAt = performance.now();
  if (isChosen('sound')) playSound();
  if (isChosen('notification')) notify(news);
}

/**
 * Returns true if the user turned on a sound or notifications in this browser. If so, the page stays
 * connected to the live feed even while its tab is hidden.
 */
export const hasAlerts = (): boolean => isChosen('sound') || isChosen('notification');

function showChoices(): void {
  const choices = document.querySelector<HTMLElement>('[data-alerts]');
  if (!choices) return;
  choices.hidden = false;
  if (!canNotify()) choices.querySelector('[data-alert="notification"]')?.parentElement?.remove();
  for (const box of choices.querySelectorAll<HTMLInputElement>('input[data-alert]')) {
    const alert = box.dataset.alert === 'sound' ? 'sound' : 'notification';
    box.checked = isChosen(alert);
    box.addEventListener('change', () => void choose(alert, box, choices));
  }
}

async function choose(alert: Alert, box: HTMLInputElement, choices: HTMLElement): Promise<void> {
  const message = choices.querySelector('[data-alert-message]');
  const isAllowed = !box.checked || alert === 'sound' || (await mayNotify());
  if (!isAllowed) box.checked = false;
  if (message) message.textContent = isAllowed ? '' : NOT_ALLOWED;
  store(alert, box.checked);
  if (box.checked && alert === 'sound') playSound();
  if (alert === 'sound') showSilent(false);
}

async function mayNotify(): Promise<boolean> {
  return canNotify() && (await Notification.requestPermission()) === 'granted';
}

/**
 * Returns true if a page of this browser can show notifications. Browsers of telephones know the name, but refuse to make
 * a notification from a page; an insecure address gets no permission.
 */
function canNotify(): boolean {
  if (!('Notification' in window) || !isSecureContext) return false;
  if (Notification.permission === 'granted') return true;
  try {
    new Notification('').close(); // shows nothing without permission
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns true if the user turned on the sound or the notifications in this browser. Returns false if the
 * browser does not allow access to local storage.
 */
function isChosen(alert: Alert): boolean {
  try {
    return localStorage.getItem(STORAGE_KEYS[alert]) === 'yes';
  } catch {
    return false;
  }
}

function store(alert: Alert, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(STORAGE_KEYS[alert], 'yes');
    else localStorage.removeItem(STORAGE_KEYS[alert]);
  } catch {
    // Without local storage, the browser cannot remember the user's choice. So no sound is played and no
    // notification is shown.
  }
}

/** Plays two short notes. Browsers play no sound before the user has clicked on the page. */
function playSound(): void {
  const context = new AudioContext();
  const volume = new GainNode(context, { gain: 0.1 });
  volume.connect(context.destination);
  [660, 880].forEach((frequency, index) => {
    const note = new OscillatorNode(context, { frequency });
    note.connect(volume);
    note.start(context.currentTime + index * 0.2);
    note.stop(context.currentTime + index * 0.2 + 0.15);
    if (index === 1) note.addEventListener('ended', () => void context.close());
  });
}

function notify({ title, body, href, tag }: News): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification(title, { body, tag });
  notification.addEventListener('click', () => {
    window.focus();
    location.assign(href);
  });
}

/** How long a browser may take to start the sound of a page that may play it. */
const SOUND_STARTS_MS = 500;

/**
 * Says on the page if the user chose the sound and the browser keeps it silent, because the user has not pressed anything
 * on this page yet. Any press lets the sound play.
 */
async function showWhetherSilent(): Promise<void> {
  if (!isChosen('sound') || (await maySound())) return;
  showSilent(true);
  const hide = (): void => showSilent(false);
  for (const press of ['pointerup', 'keydown']) document.addEventListener(press, hide, { once: true });
  document.querySelector('[data-sound-on]')?.addEventListener('click', playSound, { once: true });
}

async function maySound(): Promise<boolean> {
  const context = new AudioContext();
  const pause = new Promise((resolve) => setTimeout(resolve, SOUND_STARTS_MS));
  await Promise.race([context.resume(), pause]);
  const isRunning = context.state === 'running';
  void context.close();
  return isRunning;
}

function showSilent(isSilent: boolean): void {
  const line = document.querySelector<HTMLElement>('[data-sound-off]');
  if (!line || line.hidden === !isSilent) return;
  line.hidden = !isSilent;
  if (isSilent) announce('Your browser keeps the sound silent on this page. Press any key to turn it on.');
}
