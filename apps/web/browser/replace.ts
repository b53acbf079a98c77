import { mergeRows } from './rows.js';

/**
 * Puts a region as it is now in the place of what it was, without taking the focus away. Regions within it are
 * replaced by themselves, unless one of them came or went.
 *
 * @returns what of it is to be heard
 */
export function replaceRegion(old: HTMLElement, fresh: HTMLElement): string {
  if (hasSameRegions(old, fresh)) return '';
  if ('liveRows' in old.dataset && 'liveRows' in fresh.dataset) return mergeRows(old, fresh);
  const before = heardIn(old);
  const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined;
  old.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  return heardIn(old)
    .filter((text) => !before.includes(text))
    .join(' ');
}

function hasSameRegions(old: HTMLElement, fresh: HTMLElement): boolean {
  const within = (region: HTMLElement): string =>
    [...region.querySelectorAll('[data-live][id]')].map(({ id }) => id).join(' ');
  const ids = within(old);
  return ids !== '' && ids === within(fresh);
}

const heardIn = (region: HTMLElement): string[] =>
  [...region.querySelectorAll('[data-live-say]')].map(({ textContent }) => textContent.trim());
