import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { CapacityView } from '#contracts/providers';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { agreementInWords, growthLimitInWords, headRoomInWords } from '../../../wording/head-room.js';

/** A limit of growth or capacity, with what a change takes of it. The texts say what the bar draws. */
export interface LimitShown {
  readonly name: string;
  readonly href: string | null;
  /** What the limit allows in all. */
  readonly limit: string;
  /** What earlier growth has used. */
  readonly used: string;
  readonly left: string;
  /** What is left after the change. Null if no change is proposed yet. */
  readonly after: string | null;
  readonly isExceeded: boolean;
  readonly agreements: readonly string[];
  /** The shares of the bar in percent: used already, and added by the change. */
  readonly bar: { readonly used: number; readonly added: number };
}

/**
 * The values that the page shows about the growth of a person's care: the growth limits in force with what is
 * left, and the branch's spare capacity.
 */
export interface HeadRoomShown {
  /**
   * A text that says how much the person's care may still grow. Null if no growth limit in force applies to
   * the care.
   */
  readonly left: string | null;
  readonly limits: readonly LimitShown[];
  readonly present: string;
  readonly spare: string;
  /** True if a limit is smaller than the change. */
  readonly isExceeded: boolean;
}

/** `addedMinutes` is what the proposed change adds to the week. It is negative for less care, and null without a change. */
export function headRoomShown(
  headRoom: HeadRoomView,
  capacity: CapacityView | undefined,
  addedMinutes: number | null,
): HeadRoomShown {
  const { leftMinutes, until, presentMinutes } = headRoom;
  const limits = [
    ...headRoom.conditions.map((condition) => growthShown(condition, addedMinutes)),
    capacityShown(capacity?.spareMinutes ?? 0, addedMinutes),
  ];
  return {
    left: leftMinutes === null ? null : headRoomInWords({ leftMinutes, until }),
    limits,
    present: hoursInWords(presentMinutes),
    spare: capacity ? hoursInWords(capacity.spareMinutes) : 'Not declared',
    isExceeded: limits.some(({ isExceeded }) => isExceeded),
  };
}

function growthShown(condition: HeadRoomView['conditions'][number], addedMinutes: number | null): LimitShown {
  const { restrictionId, limitMinutes, leftMinutes, permissions } = condition;
  const left = leftMinutes ?? limitMinutes;
  return {
    name: growthLimitInWords(condition),
    href: PATHS.restriction(restrictionId),
    limit: hoursInWords(limitMinutes),
    used: hoursInWords(limitMinutes - left),
    agreements: permissions.map(agreementInWords),
    ...shares({ limit: limitMinutes, left, permitted: permittedBy(permissions) }, addedMinutes),
  };
}

function capacityShown(spareMinutes: number, addedMinutes: number | null): LimitShown {
  return {
    name: 'Spare capacity of the branch in this lot',
    href: null,
    limit: hoursInWords(spareMinutes),
    used: '–',
    agreements: [],
    ...shares({ limit: spareMinutes, left: spareMinutes, permitted: 0 }, addedMinutes),
  };
}

/** The minutes beyond a limit that one agreement allows. Agreements never count together. */
const permittedBy = (permissions: HeadRoomView['conditions'][number]['permissions']): number =>
  Math.max(0, ...permissions.map(({ minutes }) => minutes ?? 0));

interface Room {
  readonly limit: number;
  readonly left: number;
  readonly permitted: number;
}

function shares(
  room: Room,
  addedMinutes: number | null,
): Pick<LimitShown, 'left' | 'after' | 'isExceeded' | 'bar'> {
  const { limit, left, permitted } = room;
  const added = addedMinutes ?? 0;
  const shareOf = (minutes: number): number =>
    limit === 0 ? 0 : Math.min(100, Math.max(0, Math.round((minutes / limit) * 100)));
  const used = shareOf(limit - left);
  return {
    left: hoursInWords(left),
    after: addedMinutes === null ? null : afterInWords(room, addedMinutes),
    isExceeded: added > 0 && added > left + permitted,
    bar: { used, added: Math.min(100 - used, added > 0 && limit === 0 ? 100 : shareOf(added)) },
  };
}

function afterInWords({ left, permitted }: Room, added: number): string {
  if (added <= 0) return 'Not needed';
  if (added <= left) return `${hoursInWords(left - added)} left`;
  if (added <= left + permitted) return `Uses ${hoursInWords(added - left)} of a written agreement`;
  return `${hoursInWords(added - left - permitted)} too much`;
}
