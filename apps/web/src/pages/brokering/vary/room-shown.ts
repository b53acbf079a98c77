import type { HeadRoomView } from '#contracts/growth';
import type { CapacityView } from '#contracts/providers';
import { londonFields } from '../../../formats/london-instant.js';
import { calendarDay } from '../../../formats/london-time.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { headRoomInWords } from '../../../wording/head-room.js';

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
      says: limitInWords(one),
      agreements: one.permissions.map(agreementInWords),
    })),
    present: hoursInWords(presentMinutes),
    spare: capacity ? hoursInWords(capacity.spareMinutes) : 'Nothing declared',
  };
}

type Limit = HeadRoomView['conditions'][number];

function limitInWords({ limitMinutes, basis, baselineMinutes, leftMinutes }: Limit): string {
  const limit = `At most ${hoursInWords(limitMinutes)} more a week`;
  const from =
    basis === 'per_change'
      ? 'in each change'
      : `than the ${hoursInWords(baselineMinutes ?? 0)} when it took effect`;
  return leftMinutes === null ? `${limit} ${from}` : `${limit} ${from}: ${hoursInWords(leftMinutes)} left`;
}

/** Good for one change. */
function agreementInWords({ minutes, until }: Limit['permissions'][number]): string {
  const day = calendarDay(londonFields(until).date);
  const beyond = minutes === null ? 'Any change' : `${hoursInWords(minutes)} beyond it`;
  return `${beyond}, once, by a written agreement until ${day}`;
}
