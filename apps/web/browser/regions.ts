import type { EventMessage } from '#contracts/events';

/** A part of a page that says what makes it stale. */
export type Region = HTMLElement;

export function regionsIn(within: Document): Region[] {
  return [...within.querySelectorAll<Region>('[data-live][id]')];
}

/** The ids of the regions that an event makes stale: by the first word of its name, and what it is about. */
export function goneStale(regions: readonly Region[], event: EventMessage): string[] {
  const [word = ''] = event.name.split('.', 1);
  return regions
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
