import type { ReallocationCause, ReallocationSettings } from '#contracts/reallocations';

/**
 * The settings of a newly proposed reallocation, keyed by cause. Suspensions and closures are urgent, because
 * the present care may not be safe or lawful. Hand-backs are routine, because the branch still delivers until
 * its notice period ends.
 */
export const DEFAULT_SETTINGS: Readonly<Record<ReallocationCause, ReallocationSettings>> = {
  suspension: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  closure: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  hand_back: { urgency: 'routine', pacePerMinute: 5, intakeCap: 5, awarding: 'officer' },
};
