import { type BareUnit, understoodDuration } from '../src/formats/typed-amounts.js';

/**
 * Shows beside each duration field how the typed text is understood: "= 3 h 30 min". The place of this text is always
 * kept free, so nothing moves. Without this script, the page shows the text after sending.
 */
export function showUnderstoodDurations(): void {
  document.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.duration === undefined) return;
    const shown = document.querySelector(`output[for="${CSS.escape(target.id)}"]`);
    if (shown) shown.textContent = understoodDuration(target.value, target.dataset.duration as BareUnit);
  });
}
