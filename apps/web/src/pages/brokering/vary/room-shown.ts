import type { HeadRoomView } from '#contracts/growth';
import type { CapacityView } from '#contracts/providers';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { agreementInWords, growthLimitInWords, headRoomInWords } from '../../../wording/head-room.js';

/** By how much care may grow: what the growth limits in force leave, what is agreed beyond them, what is to spare. */
export interface RoomShown {
  /** Null without a limit. */
  readonly left: string | null;
  readonly limits: readonly {
    readonly href: string;
    readonly says: string;
    readonly agreements: readonly string[];
  }[];
  readonly present: string;
  readonly spare: string;
}

export function roomShown(room: HeadRoomView, capacity: CapacityView | undefined): RoomShown {
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
