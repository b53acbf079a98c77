import { hoursInWords } from '../src/formats/quantities.js';

// Adds up the weekly hours of visits while the user types. Also adds a button that ticks all days of a visit.
// The form works without this script too, because the server computes the same sums.

const WHOLE = /^\d{1,4}$/;

for (const form of document.querySelectorAll<HTMLFormElement>('[data-visits]')) {
  for (const visit of form.querySelectorAll('[data-visit]')) addEveryDayButton(visit);
  form.addEventListener('input', () => addUp(form));
  addUp(form); // Adds up the hours at page load too, because after a reload the browser may have restored typed values.
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
  const typed = visit.querySelector<HTMLInputElement>('[data-minutes]')?.value.trim() ?? '';
  const carers = Number(visit.querySelector<HTMLSelectElement>('[data-carers]')?.value ?? 1);
  return WHOLE.test(typed) ? days * Number(typed) * carers : 0;
}

function show(element: Element | null, minutes: number): void {
  const text = hoursInWords(minutes);
  if (element && element.textContent !== text) element.textContent = text;
}
