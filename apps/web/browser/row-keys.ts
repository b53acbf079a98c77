const STORAGE_KEY = 'homeward-row-keys';
const FIELDS = 'input, select, textarea, [contenteditable]';

/**
 * Lets a user move through the rows of a list with j and k. The focus moves to the row's link, so Enter opens it.
 * A button on the page turns these keys off and on, because they disturb users of speech input (WCAG 2.1.4).
 */
export function listenForRowKeys(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-row-keys]');
  if (!button) return;
  show(button);
  button.addEventListener('click', () => {
    store(!areOn());
    show(button);
  });
  document.addEventListener('keydown', (event) => {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
    const isTyping = event.target instanceof Element && event.target.matches(FIELDS);
    if (step === 0 || isTyping || event.ctrlKey || event.altKey || event.metaKey || !areOn()) return;
    event.preventDefault();
    move(step);
  });
}

function move(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('tr:not(.homeward-row--removed) [data-row-link]')];
  const row = document.activeElement?.closest('tr');
  const present = row ? links.findIndex((link) => row.contains(link)) : -1;
  const next = present === -1 ? 0 : Math.min(links.length - 1, Math.max(0, present + step));
  links[next]?.focus();
}

function show(button: HTMLButtonElement): void {
  button.hidden = false;
  button.ariaPressed = String(areOn());
}

/** True unless the user turned the keys off in this browser. */
function areOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'no';
  } catch {
    return true;
  }
}

function store(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'no');
  } catch {
    // Without local storage, the browser cannot remember the choice, so the keys stay on.
  }
}
