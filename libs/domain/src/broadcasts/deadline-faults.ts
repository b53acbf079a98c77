import { deadlineAfter } from '../time/working-time.js';
import { londonDateTime } from '../time/london.js';

/** What a user is asked about before a broadcast gets a deadline that may be a slip. */
export type DeadlineQuestion = 'at_night' | 'beyond_the_clock' | 'after_the_start';

const NIGHT_FROM = '22:00';
const NIGHT_TO = '07:00';
/** A deadline is far beyond the clock if it gives more than this many times the usual time to answer. */
const TIMES_THE_USUAL = 3;

export interface ChosenDeadline {
  readonly closesAt: Date;
  readonly openedAt: Date;
  /** The time by which care should start. */
  readonly startBy: Date;
  /** The time to answer that the clock of the urgency gives, and whether only working time counts. */
  readonly usual: { readonly respondMinutes: number; readonly workingHours: boolean };
}

/**
 * Lists what is unusual about a deadline (docs/rules.md §3.3.3): it is at night, it gives far more time than the clock,
 * or it is later than the time by which care should start, so that every offer starts late. An officer may keep such a
 * deadline.
 */
export function deadlineQuestions({
  closesAt,
  openedAt,
  startBy,
  usual,
}: ChosenDeadline): readonly DeadlineQuestion[] {
  const time = londonDateTime(closesAt).slice(11, 16);
  const latest = deadlineAfter(openedAt, TIMES_THE_USUAL * usual.respondMinutes, usual.workingHours);
  const asked: Readonly<Record<DeadlineQuestion, boolean>> = {
    at_night: time >= NIGHT_FROM || time < NIGHT_TO,
    beyond_the_clock: closesAt > latest,
    after_the_start: closesAt > startBy,
  };
  return (Object.keys(asked) as DeadlineQuestion[]).filter((question) => asked[question]);
}
