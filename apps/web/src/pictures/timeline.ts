import type { PackageStanding } from '#contracts/packages';
import { elapsed } from '../formats/time-left.js';

/** An instant in the life of a package. */
export interface Milestone {
  readonly text: string;
  readonly at: string;
  /** How long after the milestone before. Null for the first milestone. */
  readonly after: string | null;
  /** `done`: it happened. `late`: it should have happened by now. `ahead`: it is still due. */
  readonly state: 'done' | 'late' | 'ahead';
}

interface Instant {
  readonly text: string;
  readonly at: string | null;
  readonly isDue?: boolean;
}

const MOST_ROUNDS = 2;

/**
 * Returns the milestones of a package in the order of time: creation, the last broadcasts, award, start and end
 * of care, and what is due next. The table of the history has every event.
 */
export function timelineOf(standing: PackageStanding, now: Date): Milestone[] {
  const instants: Instant[] = [
    { text: 'Package created', at: standing.package.createdAt },
    ...standing.broadcasts
      .slice(0, MOST_ROUNDS)
      .flatMap(({ round, openedAt, closedAt, closesAt }): Instant[] => [
        { text: `Broadcast ${round} opened`, at: openedAt },
        closedAt
          ? { text: `Broadcast ${round} closed`, at: closedAt }
          : { text: `Broadcast ${round} closes`, at: closesAt, isDue: true },
      ]),
    ...awardInstants(standing),
    ...placementInstants(standing),
  ];
  const known = instants
    .filter((instant): instant is Instant & { readonly at: string } => instant.at !== null)
    .map((instant) => ({ ...instant, time: Date.parse(instant.at) }))
    .sort((a, b) => a.time - b.time);
  return known.map(({ text, at, isDue = false, time }, index) => {
    const before = known[index - 1];
    return {
      text,
      at,
      after: before ? elapsed(Math.max(0, time - before.time)) : null,
      state: !isDue ? 'done' : time < now.getTime() ? 'late' : 'ahead',
    };
  });
}

function awardInstants({ award }: PackageStanding): Instant[] {
  if (!award) return [];
  const isAwaited = award.status === 'awaiting_start';
  return [
    { text: 'Awarded', at: award.awardedAt },
    { text: 'Start due', at: isAwaited ? award.startDueAt : null, isDue: true },
  ];
}

function placementInstants({ placement }: PackageStanding): Instant[] {
  if (!placement) return [];
  return [
    { text: 'Care started', at: placement.startedAt },
    { text: 'Care ended', at: placement.endedAt },
  ];
}
