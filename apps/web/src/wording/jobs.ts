import type { AlarmJobs } from '#contracts/jobs';
import type { JobState, JobSubjectType } from '#contracts/queues';

/** The text that describes what the job of each alarm does. */
const ALARMS: Readonly<Record<keyof AlarmJobs, string>> = {
  'open-wave': 'Open a wave of a broadcast',
  'close-broadcast': 'Close a broadcast',
  'award-first': 'Award the first valid offer',
  'close-answered': 'Close a broadcast that is answered',
  'ask-next': 'Ask the next branch',
  'enforce-restriction': 'Enforce a restriction',
  'expire-restriction': 'End a restriction',
  'check-report': 'Look for an update that is owed',
  'check-start': 'Look whether care has started',
  'propose-reallocations': 'Propose to move care',
  'release-cases': 'Release cases of a reallocation',
  'open-case': 'Ask for a replacement',
  'award-top': 'Award the top offer',
  'stop-reallocations': 'Stop a reallocation without a ground',
  'settle-reallocation': 'Settle a reallocation',
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
  active: 'Being done',
  delayed: 'Set for later',
  failed: 'Failed',
};

export const SUBJECT_WORDING: Readonly<Record<JobSubjectType, string>> = {
  broadcast: 'Broadcast',
  restriction: 'Restriction',
  report: 'Update',
  award: 'Award',
  reallocation: 'Reallocation',
  case: 'Case',
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
  if (constraint)
    return `The database kept its promise ${constraint}. Look into the log before trying again.`;
  switch (failure) {
    case 'job_stalled':
      return 'The worker that had it stopped in the middle. Try it again.';
    case 'no_act':
      return 'The workers that run know no such alarm. Bring them to the same version, then try it again.';
    case 'internal_error':
      return 'Something unforeseen. Look into the log under its request, then try it again.';
    default:
      return `It was refused: ${failure}. Look into the log under its request.`;
  }
}
