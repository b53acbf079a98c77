// Adds up the hours of visits while they are typed; the page says the same sum after each answer.
import { hoursInWords } from '../src/formats/quantities.js';

const WHOLE = /^\d{1,4}$/;

for (const form of document.querySelectorAll<HTMLFormElement>('[data-visits]')) {
  form.addEventListener('input', () => addUp(form));
  addUp(form); // A browser may have kept what was typed before the page was loaded again.
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
