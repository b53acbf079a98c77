import type { ReallocationCause, ReallocationSettings } from '#contracts/reallocations';

/**
 * The settings of a proposed reallocation, by its cause. Suspensions and closures use the urgent clock,
 * because the care is not safe or lawful. Hand-backs use the routine clock, because their notice still runs.
 * An officer decides every award.
 */
export const DEFAULT_SETTINGS: Readonly<Record<ReallocationCause, ReallocationSettings>> = {
  suspension: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  closure: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  hand_back: { urgency: 'routine', pacePerMinute: 5, intakeCap: 5, awarding: 'officer' },
};
