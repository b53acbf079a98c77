import type { ContractDependants } from '#contracts/framework';
import { calendarDay } from '../../../formats/london-time.js';
import { hoursInWords, pounds } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { termInWords } from '../contracts-shown.js';

/** What hangs on a contract or subcontract, as its page and the preview of its end show it. */
export function dependantsShown({
  care,
  awaitedStarts,
  openRounds,
  subcontracts,
}: Omit<ContractDependants, 'contract'>) {
  return {
    isEmpty: care.length + awaitedStarts.length + openRounds.length + subcontracts.length === 0,
    care: care.map((one) => ({
      reference: one.reference,
      href: PATHS.package(one.packageId),
      branch: one.deliveringBranchName,
      hours: hoursInWords(one.weeklyMinutes),
      cost: pounds(one.weeklyCostPence),
    })),
    starts: awaitedStarts.map(({ packageId, reference, startsOn }) => ({
      reference,
      href: PATHS.package(packageId),
      on: calendarDay(startsOn),
    })),
    rounds: openRounds.map(({ broadcastId, reference, round, closesAt }) => ({
      reference,
      href: PATHS.broadcast(broadcastId),
      round,
      closesAt,
    })),
    subcontracts: subcontracts.map((one) => ({
      branch: one.deliveringBranchName,
      href: PATHS.subcontract(one.id),
      term: termInWords(one.startsOn, one.endsOn),
      people: one.people,
    })),
  };
}
