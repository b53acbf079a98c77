import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { CapacityView } from '#contracts/providers';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { agreementInWords, growthLimitInWords, headRoomInWords } from '../../../wording/head-room.js';

/**
 * The values that the page shows about the growth of a person's care: how much the care may still grow, the
 * growth limits in force, the permissions (written agreements), and the branch's spare capacity.
 */
export interface HeadRoomShown {
  /**
   * A text that says how much the person's care may still grow. Null if no growth limit in force applies to
   * the care.
   */
  readonly left: string | null;
  readonly limits: readonly {
    readonly href: string;
    readonly text: string;
    readonly agreements: readonly string[];
  }[];
  readonly present: string;
  readonly spare: string;
}

export function headRoomShown(headRoom: HeadRoomView, capacity: CapacityView | undefined): HeadRoomShown {
  const { leftMinutes, until, presentMinutes } = headRoom;
  return {
    left: leftMinutes === null ? null : headRoomInWords({ leftMinutes, until }),
    limits: headRoom.conditions.map((condition) => ({
      href: PATHS.restriction(condition.restrictionId),
      text: growthLimitInWords(condition),
      agreements: condition.permissions.map(agreementInWords),
    })),
    present: hoursInWords(presentMinutes),
    spare: capacity ? hoursInWords(capacity.spareMinutes) : 'Nothing declared',
  };
}
