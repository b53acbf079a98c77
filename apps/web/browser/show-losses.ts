import { type AskedCare, lossesOf } from '../src/formats/offer-losses.js';

/**
 * Shows beside an offer, while the user types, what the offer loses in the ranking. The form then says that the user
 * saw it, so that the server does not ask again.
 */
export function showLosses(): void {
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element ? target.closest<HTMLFormElement>('form[data-asked]') : null;
    if (form) show(form);
  });
}

function show(form: HTMLFormElement): void {
  const list = form.querySelector<HTMLElement>('[data-losses]');
  if (!list) return;
  const asked = JSON.parse(form.dataset.asked ?? '') as AskedCare;
  const fields = new FormData(form);
  const valueOf = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const times = Object.fromEntries(asked.visits.map(({ key }) => [key, valueOf(`at-${key}`).slice(0, 5)]));
  const losses = lossesOf(asked, valueOf('startsOn'), times);
  const text = losses.join(' ');
  if (list.textContent !== text) list.textContent = text;
  setSeen(form, text);
}

/** Writes into the form which losses the user saw. */
function setSeen(form: HTMLFormElement, text: string): void {
  const field = form.querySelector<HTMLInputElement>('input[name="lossesSeen"]');
  if (field) field.value = text;
}
