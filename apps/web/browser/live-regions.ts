import type { EventMessage } from '#contracts/events';
import { mergeRows } from './merge-table-rows.js';

const LIVE = '[data-live][id]';
/** The milliseconds after an instant by which the server's clock has certainly reached the instant. */
const CLOCK_MARGIN_MS = 1_000;

/**
 * Returns the live regions: the parts of the page that are replaced when an event makes them outdated. The
 * attribute `data-live` of a live region lists the kinds of these events.
 */
export function liveRegions(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(LIVE)];
}

/**
 * Returns the ids of the live regions that an event makes outdated. A region's attribute `data-live` lists
 * first words of event names, such as `offer`. The region is outdated if the list has the first word of this
 * event's name.
 *
 * A region may also list ids in `data-live-about`. Then only events about one of these ids make the region
 * outdated.
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

/**
 * Returns the ids of the live regions that show messages: `message` to the user, or `messages` to users of several
 * organisations. No event tells of them.
 */
export const messageRegions = (shows: 'message' | 'messages'): string[] =>
  liveRegions()
    .filter(({ dataset: { live = '' } }) => live.split(' ').includes(shows))
    .map(({ id }) => id);

/**
 * Returns the ids of the live regions whose content changes with time between two instants, in milliseconds. A
 * region's attribute `data-live-at` lists the instants at which its content changes.
 */
export function regionsDueBetween(before: number, now: number): string[] {
  return liveRegions()
    .filter(({ dataset: { liveAt = '' } }) =>
      liveAt.split(' ').some((instant) => {
        const at = Date.parse(instant) + CLOCK_MARGIN_MS;
        return at > before && at <= now;
      }),
    )
    .map(({ id }) => id);
}

function isAbout({ subject, payload }: EventMessage, id: string): boolean {
  if (id === '') return false;
  return subject.id === id || JSON.stringify(payload).includes(JSON.stringify(id));
}

/**
 * Replaces the content of a live region and keeps the keyboard focus. Live regions inside this region are
 * replaced separately. So a region that contains others is replaced only if one of the others was added or
 * removed.
 *
 * A region with forms has the attribute `data-live-key`: what its forms depend on. It is replaced only if the key
 * differs. So a form keeps what the user typed, and disappears as soon as it no longer applies.
 *
 * @returns the new text for screen readers, taken from the elements with `data-live-announce`
 */
export function replaceRegion(old: HTMLElement, fresh: HTMLElement): string {
  const { liveKey } = fresh.dataset;
  if (liveKey === undefined ? hasSameRegions(old, fresh) : liveKey === old.dataset.liveKey) return '';
  if ('liveRows' in old.dataset && 'liveRows' in fresh.dataset) return mergeRows(old, fresh);
  const before = announcedTexts(old);
  const hadFocus = old.contains(document.activeElement);
  const focused = hadFocus ? document.activeElement?.id : undefined;
  old.replaceChildren(...fresh.childNodes);
  if (liveKey !== undefined) old.dataset.liveKey = liveKey;
  if (hadFocus) keepFocus(old, focused);
  return announcedTexts(old)
    .filter((text) => !before.includes(text))
    .join(' ');
}

/** Moves the focus to the element that had it before. If this element is gone, moves the focus to the region. */
function keepFocus(region: HTMLElement, id: string | undefined): void {
  const element = id ? document.getElementById(id) : null;
  if (element) return element.focus({ preventScroll: true });
  region.tabIndex = -1;
  region.focus({ preventScroll: true });
}

/**
 * Returns true if two versions of a live region contain live regions with the same ids. Returns false for a
 * region that contains no other live region.
 */
function hasSameRegions(old: HTMLElement, fresh: HTMLElement): boolean {
  const idsWithin = (region: HTMLElement): string =>
    [...region.querySelectorAll(LIVE)].map(({ id }) => id).join(' ');
  const ids = idsWithin(old);
  return ids !== '' && ids === idsWithin(fresh);
}

const announcedTexts = (region: HTMLElement): string[] =>
  [...region.querySelectorAll('[data-live-announce]')].map(({ textContent }) => textContent.trim());
