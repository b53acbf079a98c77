import type { EventMessage } from '#contracts/events';
import { mergeRows } from './merge-rows.js';

const LIVE = '[data-live][id]';

/** The parts of the page that name the events which make them stale, in `data-live`. */
export function liveRegions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(LIVE)];
}

/** The ids of the regions that an event makes stale: by the first word of its name and, if the region names ids, by what it is about. */
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
 * Replaces the content of a region and keeps the focus. A region that contains other live regions is replaced only if
 * one of them appeared or disappeared, since each of them is refreshed by itself.
 *
 * @returns the new text for screen readers: of the elements with `data-live-announce`
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

/** False for regions that contain no other regions. */
function hasSameRegions(old: HTMLElement, fresh: HTMLElement): boolean {
  const idsWithin = (region: HTMLElement): string =>
    [...region.querySelectorAll(LIVE)].map(({ id }) => id).join(' ');
  const ids = idsWithin(old);
  return ids !== '' && ids === idsWithin(fresh);
}

const announcedTexts = (region: HTMLElement): string[] =>
  [...region.querySelectorAll('[data-live-announce]')].map(({ textContent }) => textContent.trim());
