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

/**
 * Plays a sound or shows a notification for each new invitation. Each alert is off until the user turns it on
 * in this browser.
 */
export function listenForInvitations(): void {
  showChoices();
  document.addEventListener('homeward:event', (event) => {
    const { name, payload } = (event as CustomEvent<FeedEvent>).detail;
    if (name !== 'invitation.opened') return;
    if (isChosen('sound')) playSound();
    if (isChosen('notification')) notify(payload.invitationId);
  });
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
}

async function mayNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
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

/**
 * Shows a notification about a new invitation. The notification has no details of the package, because other
 * people may see a locked screen.
 */
function notify(invitationId: string | undefined): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const notification = new Notification('A new invitation', {
    body: 'Open Homeward to answer it.',
    ...(invitationId !== undefined && { tag: invitationId }),
  });
  notification.addEventListener('click', () => {
    window.focus();
    location.assign(invitationId ? `/invitations/${invitationId}` : '/invitations');
  });
}
