import type { AwaitedStartView, CareView } from '#contracts/care';
import { shortDay } from '../../../formats/london-time.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { headRoomInWords } from '../../../wording/head-room.js';
import { END_REASON_WORDING } from '../../../wording/care.js';
import { bandsInWords, visitsAWeek } from '../../../wording/visits.js';

export interface CareRow {
  readonly id: string;
  readonly href: string;
  readonly reference: string;
  readonly area: string;
  readonly authorityName: string;
  readonly hours: string;
  /** The hours for a list: "8 h 45 min". */
  readonly hoursInWords: string;
  readonly visits: string;
  readonly branchName: string;
  /** The name of the subcontractor that delivers the care. Null if the contracted branch delivers. */
  readonly deliveredBy: string | null;
  readonly startedAt: string;
  /** The day on which care started, for a list. */
  readonly since: string;
  readonly headRoom: string | null;
  readonly isFull: boolean;
  readonly requestedHours: string | null;
  readonly endedAt: string | null;
  readonly ended: string | null;
}

export function careRow(care: CareView): CareRow {
  const { id, weeklyMinutes, visits, headRoom, askedChange, endedAt, endReason, startedAt } = care;
  return {
    id,
    startedAt,
    endedAt,
    href: PATHS.placement(id),
    reference: care.packageReference,
    area: `${care.postcodeSector}, ${care.lotName}`,
    authorityName: care.authorityName,
    hours: `${hoursInWords(weeklyMinutes)} a week`,
    hoursInWords: hoursInWords(weeklyMinutes),
    since: shortDay(startedAt),
    visits: `${visitsAWeek(visits)} visits: ${bandsInWords(visits.map(({ band }) => band)).toLowerCase()}`,
    branchName: care.branchName,
    deliveredBy: care.branchId === care.deliveringBranchId ? null : care.deliveringBranchName,
    headRoom: headRoom && headRoomInWords(headRoom),
    isFull: headRoom?.leftMinutes === 0,
    requestedHours: askedChange && `To ${hoursInWords(askedChange.toMinutes)}`,
    ended: endReason && END_REASON_WORDING[endReason],
  };
}

export interface StartRow {
  readonly id: string;
  readonly href: string;
  readonly reference: string;
  readonly area: string;
  readonly authorityName: string;
  readonly hours: string;
  readonly branchName: string;
  readonly startsOn: string;
  readonly startDueAt: string;
  readonly isOverdue: boolean;
}

/**
 * Returns a table row for each awarded package that has no confirmed start of care yet. The earliest due time
 * comes first.
 */
export function startRows(starts: readonly AwaitedStartView[], now: Date): StartRow[] {
  const byDue = [...starts].sort((a, b) => Date.parse(a.startDueAt) - Date.parse(b.startDueAt));
  return byDue.map((start) => ({
    id: start.id,
    href: PATHS.awaitedStart(start.id),
    reference: start.packageReference,
    area: `${start.postcodeSector}, ${start.lotName}`,
    authorityName: start.authorityName,
    hours: `${hoursInWords(start.weeklyMinutes)} a week`,
    branchName: start.deliveringBranchName,
    startsOn: start.startsOn,
    startDueAt: start.startDueAt,
    isOverdue: Date.parse(start.startDueAt) <= now.getTime(),
  }));
}
