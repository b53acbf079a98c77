// Adds up the hours of visits while they are typed, the sum that the page says after each answer too; and chooses every day by one press.
import { hoursInWords } from '../src/formats/quantities.js';

const WHOLE = /^\d{1,4}$/;

for (const form of document.querySelectorAll<HTMLFormElement>('[data-visits]')) {
  for (const visit of form.querySelectorAll('[data-visit]')) offerEveryDay(visit);
  form.addEventListener('input', () => addUp(form));
  addUp(form); // A browser may have kept what was typed before the page was loaded again.
}

/** Most visits are daily: one press for seven. Pressed again it takes them away. */
function offerEveryDay(visit: Element): void {
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
    const minutes = weekOf(visit);
    sum += minutes;
    say(visit.querySelector('[data-week]'), minutes);
  }
  say(form.querySelector('[data-sum]'), sum);
}

function weekOf(visit: Element): number {
  const days = visit.querySelectorAll('[data-day]:checked').length;
  const typed = visit.querySelector<HTMLInputElement>('[data-minutes]')?.value.trim() ?? '';
  const carers = Number(visit.querySelector<HTMLSelectElement>('[data-carers]')?.value ?? 1);
  return WHOLE.test(typed) ? days * Number(typed) * carers : 0;
}

function say(place: Element | null, minutes: number): void {
  const words = hoursInWords(minutes);
  if (place && place.textContent !== words) place.textContent = words;
}
