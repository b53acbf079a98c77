type Alert = 'sound' | 'notification';

/** What the live feed dispatches on the document: the event as it came. */
interface Heard {
  readonly name: string;
  readonly payload: { readonly invitationId?: string };
}

const KEPT_AS: Readonly<Record<Alert, string>> = {
  sound: 'homeward-alert-sound',
  notification: 'homeward-alert-notification',
};
const NOT_ALLOWED =
  'Your browser does not allow notifications from here. Allow them in its settings for this site, then choose it again.';

/** A sound or a notification for a new invitation, for whoever chose so on this device; neither unless chosen. */
export function listenForInvitations(): void {
  offerChoices();
  document.addEventListener('homeward:event', (event) => {
    const { name, payload } = (event as CustomEvent<Heard>).detail;
    if (name !== 'invitation.opened') return;
    if (isChosen('sound')) chime();
    if (isChosen('notification')) notify(payload.invitationId);
  });
}

/** Whether somebody waits for a sound or a notification, as one does with the page in a tab behind. */
export const isListenedTo = (): boolean => isChosen('sound') || isChosen('notification');

function offerChoices(): void {
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
  const said = choices.querySelector('[data-alert-said]');
  const isAllowed = !box.checked || alert === 'sound' || (await mayNotify());
  if (!isAllowed) box.checked = false;
  if (said) said.textContent = isAllowed ? '' : NOT_ALLOWED;
  keep(alert, box.checked);
  if (box.checked && alert === 'sound') chime();
}

async function mayNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

/** A browser that keeps nothing remembers no choice, and so stays silent. */
function isChosen(alert: Alert): boolean {
  try {
    return localStorage.getItem(KEPT_AS[alert]) === 'yes';
  } catch {
    return false;
  }
}

function keep(alert: Alert, isOn: boolean): void {
  try {
    if (isOn) localStorage.setItem(KEPT_AS[alert], 'yes');
    else localStorage.removeItem(KEPT_AS[alert]);
  } catch {
    // It holds until the page is left.
  }
}

/** Two short notes. A browser that has seen no click on the page yet stays silent. */
function chime(): void {
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

/** Nothing of what is asked stands on a locked screen. */
function notify(invitationId: string | undefined): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  const shown = new Notification('A new invitation', {
    body: 'It waits for your answer in Homeward.',
    ...(invitationId !== undefined && { tag: invitationId }),
  });
  shown.addEventListener('click', () => {
    window.focus();
    location.assign(invitationId ? `/invitations/${invitationId}` : '/invitations');
  });
}
