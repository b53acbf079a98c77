import type { AlarmJobs, CameOf, ReallocationGround } from '#contracts/jobs';
import type { LoggedEvent } from '#platform/log/log-reader';

/**
 * A job that must run because of an event. The job id is built from the event, so adding the job twice
 * creates one job.
 */
export type CalledJob = {
  [Name in keyof AlarmJobs]: {
    readonly name: Name;
    readonly data: AlarmJobs[Name] & CameOf;
    readonly id: string;
    /** The time at which the job runs. If absent, the job runs at once. */
    readonly at?: Date;
  };
}[keyof AlarmJobs];

/**
 * Returns the jobs that must run because of an event. The data of each job contains the request id that the
 * event has.
 */
export function jobsForEvent(event: LoggedEvent): CalledJob[] {
  const { requestId } = event;
  const jobs = calledFor(event);
  if (!requestId) return jobs;
  return jobs.map((job) => ({ ...job, data: { ...job.data, requestId } }) as CalledJob);
}

/**
 * Returns the jobs for an event by the event's name. An event name that is not listed here causes no jobs.
 */
function calledFor(event: LoggedEvent): CalledJob[] {
  switch (event.name) {
    case 'broadcast.opened': {
      const { broadcastId, closesAt, waves } = event.payload;
      return [
        closing(broadcastId, closesAt),
        ...waves
          .filter(({ number }) => number > 1)
          .map(({ number, opensAt }): CalledJob => ({
            name: 'open-wave',
            data: { broadcastId, wave: number },
            id: `open-wave-${broadcastId}-${number}`,
            at: new Date(opensAt),
          })),
      ];
    }
    case 'broadcast.extended':
      return [closing(event.payload.broadcastId, event.payload.closesAt)];
    case 'broadcast.wave_opened':
    case 'invitation.declined':
    case 'invitation.revoked':
      return [
        {
          name: 'ask-next',
          data: { broadcastId: event.payload.broadcastId },
          id: `ask-next-${event.position}`,
        },
      ];
    case 'offer.made':
    case 'offer.revised':
      return decidingAtOnce(event.position, event.payload);
    case 'award.made': {
      const { awardId, startDueAt } = event.payload;
      return [
        { name: 'check-start', data: { awardId }, id: `check-start-${awardId}`, at: new Date(startDueAt) },
      ];
    }
    case 'restriction.recorded': {
      const { restrictionId, from, to } = event.payload;
      const id = `enforce-restriction-${restrictionId}`;
      return [
        { name: 'enforce-restriction', data: { restrictionId }, id, at: new Date(from) },
        ...expiring(restrictionId, to),
      ];
    }
    case 'restriction.amended': {
      const { restrictionId, version, from, to } = event.payload;
      const nth = `${restrictionId}-${version}`;
      const data = { restrictionId };
      return [
        { name: 'enforce-restriction', data, id: `enforce-restriction-${nth}`, at: new Date(from) },
        ...expiring(restrictionId, to),
        { name: 'stop-reallocations', data, id: `stop-reallocations-${nth}` }, // the amended restriction may no longer be a reason for a reallocation
      ];
    }
    case 'report.owed': {
      const { reportId, dueAt } = event.payload;
      const at = new Date(dueAt);
      return [
        { name: 'check-report', data: { reportId }, id: `check-report-${reportId}-${at.getTime()}`, at },
      ];
    }
    case 'broadcast.closed':
      return event.payload.awardsTop
        ? [
            {
              name: 'award-top',
              data: { broadcastId: event.payload.broadcastId },
              id: `award-top-${event.position}`,
            },
          ]
        : [];
    case 'restriction.enforced':
      return [proposing(event.position, { restrictionId: event.payload.restrictionId })];
    case 'hand_back.recorded':
      return [proposing(event.position, { handBackId: event.payload.handBackId })];
    case 'branch.changed':
      return [
        proposing(event.position, { closedBranchId: event.payload.branchId }),
        {
          name: 'stop-reallocations',
          data: { closedBranchId: event.payload.branchId },
          id: `stop-reallocations-${event.position}`,
        },
      ];
    case 'restriction.lifted':
    case 'restriction.expired': {
      const { restrictionId } = event.payload;
      const id = `stop-reallocations-${restrictionId}`;
      return [{ name: 'stop-reallocations', data: { restrictionId }, id }];
    }
    case 'reallocation.started':
    case 'reallocation.released':
    case 'reallocation.resumed':
      return releasing(event.payload);
    case 'reallocation.stopping': {
      const { reallocationId } = event.payload;
      const id = `settle-reallocation-${reallocationId}`;
      return [{ name: 'settle-reallocation', data: { reallocationId }, id }];
    }
    case 'import.uploaded':
    case 'import.started':
    case 'import.moved': {
      const { importId } = event.payload;
      return [{ name: 'continue-import', data: { importId }, id: `continue-import-${event.position}` }];
    }
    case 'case.changed': {
      const { caseId, to } = event.payload;
      return to === 'released'
        ? [{ name: 'open-case', data: { caseId }, id: `open-case-${event.position}` }]
        : [];
    }
    default:
      return [];
  }
}

function proposing(position: string, data: ReallocationGround): CalledJob {
  return { name: 'propose-reallocations', data, id: `propose-reallocations-${position}` };
}

function releasing({
  reallocationId,
  nextReleaseAt,
}: {
  readonly reallocationId: string;
  readonly nextReleaseAt: string | null;
}): CalledJob[] {
  if (nextReleaseAt === null) return [];
  const at = new Date(nextReleaseAt);
  const id = `release-cases-${reallocationId}-${at.getTime()}`;
  return [{ name: 'release-cases', data: { reallocationId }, id, at }];
}

function expiring(restrictionId: string, to: string | null): CalledJob[] {
  if (to === null) return [];
  const at = new Date(to);
  const id = `expire-restriction-${restrictionId}-${at.getTime()}`;
  return [{ name: 'expire-restriction', data: { restrictionId }, id, at }];
}

function closing(broadcastId: string, closesAt: string): CalledJob {
  const at = new Date(closesAt);
  return {
    name: 'close-broadcast',
    data: { broadcastId },
    id: `close-broadcast-${broadcastId}-${at.getTime()}`,
    at,
  };
}

function decidingAtOnce(
  position: string,
  { broadcastId, method }: Extract<LoggedEvent, { name: 'offer.made' }>['payload'],
): CalledJob[] {
  switch (method) {
    case 'first_acceptable':
      return [{ name: 'award-first', data: { broadcastId }, id: `award-first-${position}` }];
    case 'cascade':
      return [{ name: 'close-answered', data: { broadcastId }, id: `close-answered-${position}` }];
    case 'broadcast':
    case 'tiers':
      return [];
  }
}
