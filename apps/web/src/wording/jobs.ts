import type { AlarmJobs } from '#contracts/jobs';
import type { JobState, JobSubjectType } from '#contracts/queues';

/** The text that describes what the job of each alarm does. */
const ALARMS: Readonly<Record<keyof AlarmJobs, string>> = {
  'open-wave': 'Open a wave of a broadcast',
  'close-broadcast': 'Close a broadcast',
  'award-first': 'Award the first valid offer',
  'close-answered': 'Close a broadcast that is answered',
  'ask-next': 'Invite the next branch',
  'enforce-restriction': 'Enforce a restriction',
  'expire-restriction': 'End a restriction',
  'check-report': 'Check that a report was sent',
  'check-start': 'Check that care has started',
  'propose-reallocations': 'Propose a reallocation',
  'release-cases': 'Release transfers of a reallocation',
  'open-case': 'Broadcast a transfer',
  'award-top': 'Award the top offer',
  'stop-reallocations': 'Stop a reallocation without a reason',
  'settle-reallocation': 'Settle a reallocation',
  'continue-import': 'Import the next rows of a file',
  'discard-import': 'Discard a file that waited too long',
};

/**
 * Returns the text that describes a job. If this version does not know the job, returns the job's technical
 * name.
 */
export function alarmInWords(alarm: string): string {
  return Object.hasOwn(ALARMS, alarm) ? ALARMS[alarm as keyof AlarmJobs] : alarm;
}

export const JOB_STATE_WORDING: Readonly<Record<JobState, string>> = {
  waiting: 'Waiting',
  active: 'Running',
  delayed: 'Scheduled',
  failed: 'Failed',
};

export const SUBJECT_WORDING: Readonly<Record<JobSubjectType, string>> = {
  broadcast: 'Broadcast',
  restriction: 'Restriction',
  report: 'Report',
  award: 'Award',
  reallocation: 'Reallocation',
  case: 'Transfer',
  hand_back: 'Hand-back',
  branch: 'Branch',
};

const CONSTRAINT = /^constraint:(.+)$/;

/**
 * Returns a text that says why a job failed and what an administrator can do. Empty for a job that did not
 * fail.
 */
export function jobFailureInWords(failure: string | null): string {
  if (failure === null) return '';
  const constraint = CONSTRAINT.exec(failure)?.[1];
  if (constraint) return `The database rule ${constraint} refused it. Check the log before you try again.`;
  switch (failure) {
    case 'job_stalled':
      return 'The worker stopped while it ran. Try again.';
    case 'no_act':
      return 'No running worker knows this job. Update the workers, then try again.';
    case 'internal_error':
      return 'Unexpected error. Check the log under its request, then try again.';
    default:
      return `Refused: ${failure}. Check the log under its request.`;
  }
}
