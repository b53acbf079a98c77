import { minutesOf } from '../src/formats/typed-amounts.js';
import { hoursInWords } from '../src/formats/quantities.js';

// Adds up the weekly hours of visits while the user types. Adds a button that ticks all days of a visit. Adds, fills and
// removes visits without a new page. The form works without this script too, because the server does the same.

for (const form of document.querySelectorAll<HTMLFormElement>('[data-visits]')) {
  prepareRows(form);
  form.addEventListener('input', () => addUp(form));
  form.addEventListener('submit', (event) => {
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || !button.matches('[data-changes-rows]')) return;
    event.preventDefault();
    if (form.ariaBusy !== 'true') void changeRows(form, button);
  });
}

/** Also runs at page load, because after a reload the browser may have restored typed values. */
function prepareRows(form: HTMLFormElement): void {
  for (const visit of form.querySelectorAll('[data-visit]')) addEveryDayButton(visit);
  addUp(form);
}

/**
 * Asks the server for the rows after a button, and puts them in place. The page gets the address that shows the same
 * rows, so a reload keeps them. If the server does not answer, the form is sent as without script.
 */
async function changeRows(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  form.ariaBusy = 'true';
  // A pattern replaces empty visits, so only filled ones stay before the visits that it adds.
  const lengths = [...form.querySelectorAll<HTMLInputElement>('[data-minutes]')];
  const before = lengths.filter(({ value }) => value !== '').length;
  try {
    const body = new URLSearchParams(new FormData(form, button) as unknown as Record<string, string>);
    const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [rows, current] = [page.querySelector('[data-rows]'), form.querySelector('[data-rows]')];
    if (!rows || !current) return sendWithoutScript(form, button);
    current.replaceWith(document.adoptNode(rows));
    if (answer.redirected) history.replaceState(null, '', answer.url);
    prepareRows(form);
    focusAfter(form, button, before);
  } catch {
    sendWithoutScript(form, button);
  } finally {
    form.ariaBusy = null;
  }
}

function sendWithoutScript(form: HTMLFormElement, { name, value }: HTMLButtonElement): void {
  const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
  form.append(field);
  form.submit();
}

/** Moves the focus to the first visit that was added, or to the button that adds one. */
function focusAfter(form: HTMLFormElement, { name }: HTMLButtonElement, before: number): void {
  const visits = [...form.querySelectorAll('[data-visit]')];
  const isFilled = name === 'fill';
  const added = isFilled ? (visits[before] ?? visits[0]) : visits.at(-1);
  const selector = isFilled ? '[data-minutes]' : 'button, [data-day]';
  const target =
    name === 'remove'
      ? form.querySelector<HTMLElement>('#more')
      : added?.querySelector<HTMLElement>(selector);
  target?.focus();
}

/**
 * Adds a button that ticks all days of a visit, because most visits are daily. If the button is pressed
 * again, no day is ticked.
 */
function addEveryDayButton(visit: Element): void {
  const boxes = [...visit.querySelectorAll<HTMLInputElement>('[data-day]')];
  const days = boxes[0]?.closest('[role=group]');
  if (!days) return;
  const button = document.createElement('button');
  const ofVisit = document.createElement('span');
  ofVisit.className = 'govuk-visually-hidden';
  ofVisit.textContent = `: ${visit.querySelector('legend')?.textContent.trim() ?? ''}`;
  Object.assign(button, { type: 'button', className: 'homeward-every-day' });
  button.append('Every day', ofVisit);
  button.addEventListener('click', () => {
    const isChosen = !boxes.every(({ checked }) => checked);
    for (const box of boxes) box.checked = isChosen;
    boxes[0]?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  days.prepend(button);
}

function addUp(form: HTMLFormElement): void {
  let sum = 0;
  for (const visit of form.querySelectorAll('[data-visit]')) {
    const minutes = weeklyMinutes(visit);
    sum += minutes;
    show(visit.querySelector('[data-week]'), minutes);
  }
  show(form.querySelector('[data-sum]'), sum);
}

function weeklyMinutes(visit: Element): number {
  const days = visit.querySelectorAll('[data-day]:checked').length;
  const typed = visit.querySelector<HTMLInputElement>('[data-minutes]')?.value ?? '';
  const carers = Number(visit.querySelector<HTMLSelectElement>('[data-carers]')?.value ?? 1);
  return days * (minutesOf(typed, 'minutes') ?? 0) * carers;
}

function show(element: Element | null, minutes: number): void {
  const text = hoursInWords(minutes);
  if (element && element.textContent !== text) element.textContent = text;
}
