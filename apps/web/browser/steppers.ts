/**
 * Makes number fields easier on a touch screen: buttons add and take away an hour. Enter in a field of a row confirms
 * this row and not the whole form. Without script, the fields work as number fields.
 */
export function startSteppers(): void {
  document.documentElement.classList.add('homeward-has-steppers');
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-step-by]') : null;
    const field = button?.parentElement?.querySelector<HTMLInputElement>('[data-step]');
    if (!button || !field) return;
    if (button.dataset.stepBy === '-1') field.stepDown();
    else field.stepUp();
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
