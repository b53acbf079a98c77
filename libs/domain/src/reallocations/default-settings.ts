import type { ReallocationCause, ReallocationSettings } from '#contracts/reallocations';

/**
 * What is proposed where nobody has said otherwise: care that is no longer safe or lawful is moved by the
 * urgent clock; a hand-back, whose notice runs, by the routine one. The person decides on every award.
 */
export const DEFAULT_SETTINGS: Readonly<Record<ReallocationCause, ReallocationSettings>> = {
  suspension: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  closure: { urgency: 'urgent', pacePerMinute: 10, intakeCap: 5, awarding: 'officer' },
  hand_back: { urgency: 'routine', pacePerMinute: 5, intakeCap: 5, awarding: 'officer' },
};
