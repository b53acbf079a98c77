import type { EventMessage } from '#contracts/events';
import { mergeRows } from './merge-table-rows.js';

const LIVE = '[data-live][id]';

/**
 * Returns the live regions of the page. A live region lists in its attribute `data-live` the kinds of event
 * that make its content outdated.
 */
export function liveRegions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(LIVE)];
}

/**
 * Returns the ids of the page regions that an event makes outdated. The region's attribute `data-live` must
 * have the first word of the event's name. A region may also have `data-live-about` with ids. Then the event
 * must be about one of these ids.
 */
export function staleRegions(event: EventMessage): string[] {
  const [word = ''] = event.name.split('.', 1);
  return liveRegions()
    .filter(({ dataset: { live = '', liveAbout } }) => {
      if (!live.split(' ').includes(word)) return false;
      return liveAbout === undefined || liveAbout.split(' ').some((id) => isAbout(event, id));
    })
    .map(({ id }) => id);
}

function isAbout({ subject, payload }: EventMessage, id: string): boolean {
  if (id === '') return false;
  return subject.id === id || JSON.stringify(payload).includes(JSON.stringify(id));
}

/**
 * Replaces the content of a live region and keeps the keyboard focus. Nested live regions are refreshed
 * separately. So a region with nested regions is replaced only if regions were added or removed.
 *
 * @returns the new text for screen readers, taken from the elements with `data-live-announce`
 */
export function replaceRegion(old: HTMLElement, fresh: HTMLElement): string {
  if (hasSameRegions(old, fresh)) return '';
  if ('liveRows' in old.dataset && 'liveRows' in fresh.dataset) return mergeRows(old, fresh);
  const before = announcedTexts(old);
  const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined;
  old.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  return announcedTexts(old)
    .filter((text) => !before.includes(text))
    .join(' ');
}

/**
 * Returns true if two versions of a live region contain the same nested live regions. Returns false for a
 * region without nested regions.
 */
function hasSameRegions(old: HTMLElement, fresh: HTMLElement): boolean {
  const idsWithin = (region: HTMLElement): string =>
    [...region.querySelectorAll(LIVE)].map(({ id }) => id).join(' ');
  const ids = idsWithin(old);
  return ids !== '' && ids === idsWithin(fresh);
}

const announcedTexts = (region: HTMLElement): string[] =>
  [...region.querySelectorAll('[data-live-announce]')].map(({ textContent }) => textContent.trim());
