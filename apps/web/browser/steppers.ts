import { minutesOf, typedDuration } from '../src/formats/typed-amounts.js';

const HOUR = 60;

/**
 * Makes duration fields easier on a touch screen: buttons add and take away an hour. Enter in a field of a row confirms
 * this row and not the whole form. Without script, the fields work as text fields.
 */
export function startSteppers(): void {
  document.documentElement.classList.add('homeward-has-steppers');
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-step-by]') : null;
    const field = button?.parentElement?.querySelector<HTMLInputElement>('[data-step]');
    if (!button || !field) return;
    const minutes = minutesOf(field.value, 'hours');
    if (minutes === null) return;
    field.value = typedDuration(Math.max(0, minutes + HOUR * Number(button.dataset.stepBy)));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (key !== 'Enter' || !(target instanceof HTMLInputElement)) return;
    const confirm = target
      .closest('.homeward-lines--form tr')
      ?.querySelector<HTMLElement>('button[name="only"]');
    if (!confirm) return;
    event.preventDefault();
    confirm.click();
  });
}
