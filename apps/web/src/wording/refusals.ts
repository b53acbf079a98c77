import { ELIGIBILITY_RULES, type EligibilityRule } from '#contracts/eligibility';
import type { Problem } from '#contracts/errors';
import { durationInWords, pounds } from '../formats/quantities.js';
import { ERROR_WORDING, type FailureCode } from './errors.js';
import { blockerInWords, isBlocker } from './cut-over.js';
import { ruleInWords } from './eligibility-rules.js';
import { listInWords } from './visits.js';

type Facts = NonNullable<Problem['facts']>;

/**
 * For some error codes, a function that explains why the API refused the request. The function writes one
 * sentence for each reason in the error's `facts`.
 */
const SENTENCES_FROM_FACTS: Readonly<Partial<Record<FailureCode, (facts: Facts) => readonly string[]>>> = {
  branch_not_eligible: ({ checks }) =>
    listOf(checks).flatMap(({ remedy }) => (typeof remedy === 'string' ? [remedy] : [])),
  variation_refused: ({ checks }) => listOf(checks).flatMap(failedCheckInWords),
  import_file_invalid: importFileWording,
  figures_invalid: ({ faults }) => figureFaultsOf(faults).flatMap(figureFaultWording),
  not_ready_to_go_live: ({ blockers }) =>
    Array.isArray(blockers) ? blockers.filter(isBlocker).map(blockerInWords) : [],
  rate_needs_reason: (facts) => [rateReasonWording(facts)],
  lot_settings_invalid: ({ unknownAreas }) =>
    Array.isArray(unknownAreas)
      ? [`Not a postcode district or sector: ${listInWords(unknownAreas.map(String))}.`]
      : [],
};

interface FigureFault {
  readonly row?: unknown;
  readonly remarks?: readonly { readonly column?: unknown; readonly sentence?: unknown }[];
}

const figureFaultsOf = (facts: unknown): readonly FigureFault[] =>
  Array.isArray(facts) ? (facts as FigureFault[]) : [];

/** Says what is wrong with one row of a file of figures: "Row 3: CQC location id: This cell is empty." */
function figureFaultWording({ row, remarks = [] }: FigureFault): string[] {
  return remarks.map(({ column, sentence }) =>
    [`Row ${String(row)}`, column, sentence].filter((part) => typeof part === 'string').join(': '),
  );
}

const FILE_WORDING: Readonly<Record<string, string>> = {
  no_rows: 'The file has no rows below its headings',
  not_text: 'This is not a CSV file or an Excel workbook',
  not_a_workbook: 'The Excel workbook cannot be read. Save it again as .xlsx or CSV, without a password',
  old_excel: 'This is an old Excel file (.xls). Save it as .xlsx or CSV',
  too_large: 'The workbook is too large. Keep only the sheet that you import',
  too_many_columns: 'The file has more than 200 columns',
  quote_not_closed: 'A quotation mark is opened and not closed',
  cell_too_long: 'A cell has more than 32,767 letters',
  too_many_lines: 'The file has too many blank lines. Delete them',
};

/** Says why a file cannot be imported, with the headings or the row where that shows. */
function importFileWording({ reason, headings, row, most }: Facts): string[] {
  const named = Array.isArray(headings) ? listInWords(headings.map(String)) : '';
  if (reason === 'headings_missing') return [`The file has no column with this heading: ${named}`];
  if (reason === 'headings_repeated') return [`Two columns have the same meaning: ${named}`];
  if (reason === 'too_many_rows') return [`The file has more than ${String(most)} rows. Split it`];
  const sentence = FILE_WORDING[String(reason)];
  if (sentence === undefined) return [];
  return [typeof row === 'number' ? `${sentence} (row ${row})` : sentence];
}

/**
 * Returns the sentences that explain to the user why the API refused a request: one for each reason in the
 * API's answer. Without reasons, returns the general message of the error code.
 */
export function refusalSentences({ code, facts = {} }: Problem): readonly string[] {
  const reasons = SENTENCES_FROM_FACTS[code]?.(facts) ?? [];
  if (reasons.length > 0) return reasons;
  const { retryAfterSeconds } = facts;
  const wait =
    typeof retryAfterSeconds === 'number' ? ` Try again in ${durationInWords(retryAfterSeconds)}.` : '';
  return [ERROR_WORDING[code] + wait];
}

/**
 * Messages that a form shows instead of the API's sentence for a fault, because they say better what the user
 * should type.
 */
const FAULT_WORDING: Readonly<Record<string, string>> = {
  name_missing: 'Enter a name: a person may have only one',
  birth_not_a_date: 'Enter a date of birth, such as 14 3 1938, or only the year',
  birth_out_of_range: 'Enter a date of birth between 1900 and today',
  nhs_number_invalid: 'This is not a valid NHS number',
  nhs_number_never_issued: 'This is not a valid NHS number',
  address_missing: 'Enter the address that carers go to, in one to six lines',
};

/**
 * Returns the message for a fault that the API's answer lists. Returns undefined if neither the console nor
 * the API has a message for the fault.
 */
export function faultSentence(code: unknown, sentenceOfApi: unknown): string | undefined {
  if (typeof code === 'string' && Object.hasOwn(FAULT_WORDING, code)) return FAULT_WORDING[code];
  return typeof sentenceOfApi === 'string' ? sentenceOfApi : undefined;
}

/**
 * The result of one eligibility rule in the field `facts.checks` of an API error. The values come from JSON,
 * so their types are unknown until tested.
 */
interface CheckFacts {
  readonly rule?: unknown;
  readonly remedy?: unknown;
}

function listOf(facts: unknown): readonly CheckFacts[] {
  return Array.isArray(facts)
    ? (facts as unknown[]).filter((check): check is CheckFacts => typeof check === 'object' && check !== null)
    : [];
}

function failedCheckInWords({ rule, remedy }: CheckFacts): string[] {
  if (!isRule(rule)) return [];
  const name = ruleInWords(rule);
  return [typeof remedy === 'string' ? `${name}: ${remedy}` : `${name}: not met.`];
}

const isRule = (rule: unknown): rule is EligibilityRule =>
  (ELIGIBILITY_RULES as readonly unknown[]).includes(rule);

/** Returns a sentence with the range of hourly rates that both the lot and the contract allow. */
export function rateReasonWording(facts: Facts): string {
  const { rateFloorPence, rateCeilingPence, rateMinPence, rateMaxPence } = facts;
  const limits = [rateFloorPence, rateMinPence, rateCeilingPence, rateMaxPence];
  const [floor, least, ceiling, most] = limits.map((limit) => (typeof limit === 'number' ? limit : NaN));
  const from = Math.max(floor ?? NaN, least ?? NaN);
  const to = Math.min(ceiling ?? NaN, most ?? NaN);
  if (Number.isNaN(from) || Number.isNaN(to)) return 'Give a reason for this rate, or change it.';
  const agreed = from === to ? pounds(to) : `${pounds(from)} to ${pounds(to)}`;
  return `Your contract rate is ${agreed}. Give a reason for this rate, or change it.`;
}
