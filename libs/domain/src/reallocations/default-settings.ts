import type { ReallocationCause, ReallocationSettings } from '#contracts/reallocations';

/**
 * The settings of a newly proposed reallocation, for each cause. Suspensions and closures use the urgent
 * clock profile, because the present care is not safe or not lawful. Hand-backs use the routine clock
 * profile, because the notice period still runs. An officer decides every award.
 */
export const DEFAULT_SETTINGS: Readonly<Record<ReallocationCause, ReallocationSettings>> = {
  suspension: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  closure: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  hand_back: { urgency: 'routine', pacePerMinute: 5, intakeCap: 5, awarding: 'officer' },
};
