import { minutesOf, typedDuration } from '../src/formats/typed-amounts.js';

const HOUR = 60;

/**
 * Makes duration fields easier on a touch screen: buttons and the arrow keys add and take away an hour. Enter in a field of a row confirms
 * this row and not the whole form. Without script, the fields work as text fields.
 */
export function startSteppers(): void {
  document.documentElement.classList.add('homeward-has-steppers');
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-step-by]') : null;
    const field = button?.parentElement?.querySelector<HTMLInputElement>('[data-step]');
    if (button && field) step(field, Number(button.dataset.stepBy));
  });
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLInputElement)) return;
    const hours = HOURS_OF_KEY[key];
    if (hours !== undefined && target.dataset.step !== undefined) {
      event.preventDefault();
      step(target, hours);
    }
    if (key !== 'Enter') return;
    const confirm = target
      .closest('.homeward-lines--form tr')
      ?.querySelector<HTMLElement>('button[name="only"]');
    if (!confirm) return;
    event.preventDefault();
    confirm.click();
  });
}

const HOURS_OF_KEY: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

/** Adds hours to a typed duration. Leaves a text alone that is no duration. */
function step(field: HTMLInputElement, hours: number): void {
  const minutes = minutesOf(field.value, 'hours');
  if (minutes === null) return;
  field.value = typedDuration(Math.max(0, minutes + HOUR * hours));
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
