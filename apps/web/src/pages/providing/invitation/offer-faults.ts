import type { Problem } from '#contracts/errors';
import { type Fault, faultsOf } from '../../../console/form.js';
import { pounds } from '../../../formats/quantities.js';
import { timeField } from './offer-form.js';

interface Refused {
  readonly code?: unknown;
  readonly sentence?: unknown;
  readonly visitKey?: unknown;
  readonly remedy?: unknown;
}

/** What the API found amiss with an offer: all of it, in its own plain words, each beside the field that it is about. */
export function offerFaults(problem: Problem): Fault[] {
  const { code, facts = {} } = problem;
  switch (code) {
    case 'offer_invalid':
      return atLeastOne(problem, listOf(facts.faults).map(termsFault));
    case 'branch_not_eligible':
      return atLeastOne(
        problem,
        listOf(facts.checks).map(({ remedy }) => ({ field: 'deliveringBranchId', text: remedy })),
      );
    case 'rate_needs_reason':
      return [{ field: 'rateReason', text: rateSentence(facts) }];
    case 'invalid_request':
      return faultsOf(problem, {
        startsOn: 'Enter the day on which care can start.',
        hourlyRatePence: 'Enter the rate in pounds, such as 24.50.',
        note: 'Make the note shorter than 2,000 characters, in plain text.',
        rateReason: 'Make the reason shorter than 2,000 characters, in plain text.',
      }).map((fault) => ({ ...fault, field: fault.field === 'hourlyRatePence' ? 'rate' : fault.field }));
    default:
      return faultsOf(problem);
  }
}

function termsFault({ code, sentence, visitKey }: Refused): { field?: string; text: unknown } {
  if (typeof visitKey === 'string') return { field: timeField(visitKey), text: sentence };
  return { field: String(code).startsWith('rate') ? 'rate' : 'startsOn', text: sentence };
}

/** The narrower of what the lot and the contract allow. */
function rateSentence({
  rateFloorPence,
  rateCeilingPence,
  rateMinPence,
  rateMaxPence,
}: NonNullable<Problem['facts']>): string {
  const limits = [rateFloorPence, rateMinPence, rateCeilingPence, rateMaxPence];
  const [floor, least, ceiling, most] = limits.map((one) => (typeof one === 'number' ? one : NaN));
  const from = Math.max(floor ?? NaN, least ?? NaN);
  const to = Math.min(ceiling ?? NaN, most ?? NaN);
  if (Number.isNaN(from) || Number.isNaN(to)) return 'Give a reason for this rate, or change it.';
  return `The rate is outside what is agreed, ${pounds(from)} to ${pounds(to)}. Give a reason for it, or change it.`;
}

function listOf(given: unknown): Refused[] {
  return Array.isArray(given)
    ? given.filter((one): one is Refused => typeof one === 'object' && one !== null)
    : [];
}

/** A refusal without its reasons still says that it is one. */
function atLeastOne(problem: Problem, found: readonly { field?: string; text: unknown }[]): Fault[] {
  const told = found.flatMap(({ field, text }) => (typeof text === 'string' ? [{ field, text }] : []));
  return told.length > 0 ? told : faultsOf(problem);
}
