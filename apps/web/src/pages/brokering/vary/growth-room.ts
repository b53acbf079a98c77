import type { HeadRoomView } from '#contracts/growth';
import type { CapacityView } from '#contracts/providers';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { agreementInWords, growthLimitInWords, headRoomInWords } from '../../../wording/head-room.js';

/** How far a person's care may grow: under the growth limits in force, by written agreements, and by the branch's capacity. */
export interface GrowthRoom {
  /** Null if no growth limit is in force. */
  readonly left: string | null;
  readonly limits: readonly {
    readonly href: string;
    readonly says: string;
    readonly agreements: readonly string[];
  }[];
  readonly present: string;
  readonly spare: string;
}

export function growthRoom(room: HeadRoomView, capacity: CapacityView | undefined): GrowthRoom {
  const { leftMinutes, until, presentMinutes } = room;
  return {
    left: leftMinutes === null ? null : headRoomInWords({ leftMinutes, until }),
    limits: room.conditions.map((one) => ({
      href: PATHS.restriction(one.restrictionId),
      says: growthLimitInWords(one),
      agreements: one.permissions.map(agreementInWords),
    })),
    present: hoursInWords(presentMinutes),
    spare: capacity ? hoursInWords(capacity.spareMinutes) : 'Nothing declared',
  };
}
