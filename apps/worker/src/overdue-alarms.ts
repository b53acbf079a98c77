import type { AlarmJobs } from '#contracts/jobs';
import {
  answeredFirst,
  answeredInTurn,
  broadcastsDue,
  casesReleased,
  importsForgotten,
  importsNotMoving,
  nobodyLeftToAnswer,
  reallocationsStopping,
  releasesDue,
  reportsDue,
  restrictionsDue,
  restrictionsExpiring,
  startsDue,
  topOffersDue,
  wavesDue,
} from '#brokerage/monitoring/due-work.queries';
import { groundsUnproposed, groundsGoneBy } from '#brokerage/reallocations/reallocation-grounds.queries';
import type { Reader } from '#platform/database/database';

/** A kind of alarm, and the query that finds the data of its overdue alarms. */
export type OverdueAlarm = {
  readonly [Name in keyof AlarmJobs]: {
    readonly alarm: Name;
    readonly find: (reader: Reader, now: Date) => Promise<readonly AlarmJobs[Name][]>;
  };
}[keyof AlarmJobs];

const broadcasts = (ids: readonly string[]) => ids.map((broadcastId) => ({ broadcastId }));
const reallocations = (ids: readonly string[]) => ids.map((reallocationId) => ({ reallocationId }));

/**
 * All kinds of alarm, in the order in which the sweep runs them. Restrictions come first, because they must
 * be in force before any award is made.
 */
export const OVERDUE_ALARMS: readonly OverdueAlarm[] = [
  {
    alarm: 'enforce-restriction',
    find: async (reader, now) =>
      (await restrictionsDue(reader, now)).map((restrictionId) => ({ restrictionId })),
  },
  {
    alarm: 'check-report',
    find: async (reader, now) => (await reportsDue(reader, now)).map((reportId) => ({ reportId })),
  },
  {
    alarm: 'expire-restriction',
    find: async (reader, now) =>
      (await restrictionsExpiring(reader, now)).map((restrictionId) => ({ restrictionId })),
  },
  { alarm: 'stop-reallocations', find: groundsGoneBy },
  { alarm: 'award-first', find: async (reader) => broadcasts(await answeredFirst(reader)) },
  { alarm: 'close-answered', find: async (reader) => broadcasts(await answeredInTurn(reader)) },
  { alarm: 'close-broadcast', find: async (reader, now) => broadcasts(await broadcastsDue(reader, now)) },
  { alarm: 'open-wave', find: wavesDue },
  { alarm: 'ask-next', find: async (reader) => broadcasts(await nobodyLeftToAnswer(reader)) },
  { alarm: 'award-top', find: async (reader) => broadcasts(await topOffersDue(reader)) },
  {
    alarm: 'check-start',
    find: async (reader, now) => (await startsDue(reader, now)).map((awardId) => ({ awardId })),
  },
  // A reallocation that was stopped is settled before new reallocations are proposed. Otherwise the care that
  // it did not transfer could not be proposed again in the same sweep.
  {
    alarm: 'settle-reallocation',
    find: async (reader) => reallocations(await reallocationsStopping(reader)),
  },
  { alarm: 'propose-reallocations', find: groundsUnproposed },
  {
    alarm: 'continue-import',
    find: async (reader, now) => (await importsNotMoving(reader, now)).map((importId) => ({ importId })),
  },
  {
    alarm: 'discard-import',
    find: async (reader, now) => (await importsForgotten(reader, now)).map((importId) => ({ importId })),
  },
  { alarm: 'release-cases', find: async (reader, now) => reallocations(await releasesDue(reader, now)) },
  {
    alarm: 'open-case',
    find: async (reader) => (await casesReleased(reader)).map((caseId) => ({ caseId })),
  },
];
