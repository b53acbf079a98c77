import { type ContractLine, ENDING_DAYS } from '#contracts/framework';
import type { Form } from '../../console/form.js';
import { calendarDay, londonFields } from '../../formats/london-time.js';
import { hoursInWords, pounds } from '../../formats/quantities.js';
import { PATHS } from '../../paths.js';

const DAY_MS = 86_400_000;

export const ratesInWords = (least: number, most: number): string =>
  least === most ? pounds(least) : `${pounds(least)} to ${pounds(most)}`;

export const termInWords = (startsOn: string, endsOn: string | null): string =>
  endsOn === null ? `from ${calendarDay(startsOn)}` : `${calendarDay(startsOn)} to ${calendarDay(endsOn)}`;

export const todayAt = (now: Date): string => londonFields(now.toISOString()).date;

/** The state of a contract on a day, as a tag. */
export function contractTag(
  { startsOn, endsOn, people }: Pick<ContractLine, 'startsOn' | 'endsOn' | 'people'>,
  today: string,
): { readonly text: string; readonly classes: string } {
  if (startsOn > today) return { text: 'Future', classes: 'govuk-tag--blue' };
  if (endsOn !== null && endsOn < today)
    return people > 0
      ? { text: 'Ended, care continues', classes: 'govuk-tag--red' }
      : { text: 'Ended', classes: 'govuk-tag--grey' };
  const days = endsOn === null ? Infinity : (Date.parse(endsOn) - Date.parse(today)) / DAY_MS;
  return days <= ENDING_DAYS
    ? { text: `Ends in ${days} ${days === 1 ? 'day' : 'days'}`, classes: 'govuk-tag--yellow' }
    : { text: 'In force', classes: 'govuk-tag--green' };
}

export function contractRow(line: ContractLine, today: string) {
  return {
    id: line.id,
    version: line.version,
    href: PATHS.contract(line.id),
    branch: line.branchName,
    // A provider with one branch often has its name. The name is not shown twice.
    provider: line.providerName === line.branchName ? '' : line.providerName,
    lot: `${line.lotCode} ${line.lotName}`,
    lotHref: PATHS.lotCoverage(line.lotId),
    place: `Tier ${line.tier}, rank ${line.rankInTier}`,
    rates: ratesInWords(line.rateMinPence, line.rateMaxPence),
    term: termInWords(line.startsOn, line.endsOn),
    notice: `${line.noticeDays} days`,
    people: line.people,
    hours: hoursInWords(line.weeklyMinutes),
    cost: pounds(line.weeklyCostPence),
    owner: line.ownerName ?? 'No owner',
    tag: contractTag(line, today),
  };
}

const PICKED = /^c-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The contracts that a user ticked, with the version that the user saw. Their fields are named `c-` and the id. */
export function pickedContracts(
  ...forms: readonly Form[]
): { readonly id: string; readonly version: number }[] {
  const fields = Object.assign({}, ...forms.map((form) => form.fields())) as Record<string, string>;
  return Object.entries(fields).flatMap(([name, value]) => {
    const id = PICKED.exec(name)?.[1];
    return id === undefined || !/^\d{1,9}$/.test(value) ? [] : [{ id, version: Number(value) }];
  });
}

/** The hidden fields that keep what was ticked. */
export const pickedFields = (
  picked: readonly { readonly id: string; readonly version: number }[],
): { readonly name: string; readonly value: string }[] =>
  picked.map(({ id, version }) => ({ name: `c-${id}`, value: String(version) }));
