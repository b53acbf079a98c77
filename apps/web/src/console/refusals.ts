import { ERROR_SUBJECTS, ERRORS, FAULT_FIELDS, type Problem } from '#contracts/errors';
import type { FailureCode } from '../wording/errors.js';
import { faultSentence, refusalSentences } from '../wording/refusals.js';
import type { Fault } from './form.js';
import type { Input, Inputs } from './form-inputs.js';

/** Error messages of one form, by error code. They replace the general messages for these error codes. */
export type OwnSentences = Readonly<Partial<Record<FailureCode, string>>>;

/**
 * Returns the errors that a form shows after the API refused its request. Returns null if the user cannot
 * solve the problem by changing the form, for example if the API is unavailable. Then an error page is shown.
 */
export function faultsOfRefusal(
  problem: Problem,
  inputs: Inputs,
  ownSentences: OwnSentences = {},
): readonly Fault[] | null {
  const { code } = problem;
  const named = namedInput(code, inputs);
  if (!named && !isAboutCommand(code)) return null;
  const own = ownSentences[code];
  if (own !== undefined) return [faultAt(named, {}, own)];
  const detailed = [...fieldFaults(problem, inputs), ...listedFaults(problem.facts, inputs, named)];
  if (detailed.length > 0) return detailed;
  return refusalSentences(problem).map((sentence) => faultAt(named, {}, sentence));
}

/** Returns true if the same form may succeed when it is sent again, later or after a new sign-in. */
export function maySucceedLater(code: FailureCode): boolean {
  if (code === 'internal_error' || code === 'form_expired') return true;
  return code === 'not_signed_in' || ERROR_SUBJECTS[code] === 'service';
}

/**
 * Returns true if a form can show an error with this code. The error must be about the whole request or about
 * fields of the request. Errors about a missing resource are not shown in the form.
 */
function isAboutCommand(code: Problem['code']): boolean {
  if (code === 'internal_error') return false;
  const subject = ERROR_SUBJECTS[code];
  return subject === 'command' || (typeof subject !== 'string' && ERRORS[code] !== 'not_found');
}

/** A value that is read from the form, with the name of its field in the API request. */
type Named = readonly [name: string, input: Input<unknown>];

function namedInput(code: Problem['code'], inputs: Inputs): Named | undefined {
  const subject = code === 'internal_error' ? 'service' : ERROR_SUBJECTS[code];
  return typeof subject === 'string' ? undefined : firstOf(subject, inputs);
}

function firstOf(names: readonly string[], inputs: Inputs): Named | undefined {
  return names.map((name) => inputAt(name, inputs)).find((found) => found !== undefined);
}

/**
 * Finds the value that the form sends in a field of the API request, such as `visits.0.minutes`. The value's
 * name is the whole field name, its last segment or its first segment.
 */
function inputAt(requestField: string, inputs: Inputs): Named | undefined {
  const segments = requestField.split('.');
  const names = [requestField, segments.at(-1) ?? '', segments[0] ?? ''];
  const name = names.find((candidate) => Object.hasOwn(inputs, candidate));
  const input = name === undefined ? undefined : inputs[name];
  return name !== undefined && input ? [name, input] : undefined;
}

function faultAt(
  named: Named | undefined,
  part: { readonly part?: string | undefined; readonly visitKey?: string | undefined },
  text: string,
): Fault {
  if (!named) return { text };
  const [name, input] = named;
  if (input.faultAt) return input.faultAt(part, text);
  return input.field === null ? { text } : { field: input.field ?? name, text };
}

/**
 * Returns an error for each field of the API request that failed validation, with the error message that the
 * form defines for the field. Leaves out fields for which the form defines no message.
 */
function fieldFaults({ facts }: Problem, inputs: Inputs): Fault[] {
  const fields = facts?.fields;
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.keys(fields).flatMap((requestField) => {
    const named = inputAt(requestField, inputs);
    const sentence = named?.[1].sentence;
    return sentence === undefined ? [] : [faultAt(named, { part: partOf(requestField) }, sentence)];
  });
}

/** Returns a form error for each fault that the API's answer lists in `facts.faults`. */
function listedFaults(facts: Problem['facts'], inputs: Inputs, otherwise: Named | undefined): Fault[] {
  const faults: unknown = facts?.faults;
  if (!Array.isArray(faults)) return [];
  return (faults as unknown[]).flatMap((fault) => {
    if (typeof fault !== 'object' || fault === null) return [];
    const { code, sentence, visitKey } = fault as Readonly<Record<string, unknown>>;
    const requestFields = fieldsOfFault(code);
    const named = firstOf(requestFields, inputs) ?? otherwise;
    const text = faultSentence(code, sentence) ?? named?.[1].sentence;
    if (text === undefined) return [];
    const part = requestFields.map(partOf).find((candidate) => candidate !== undefined);
    return [faultAt(named, { part, visitKey: typeof visitKey === 'string' ? visitKey : undefined }, text)];
  });
}

/** A fault that a rule of the domain found: the same object as the API lists in `facts.faults`. */
export interface RuleFault {
  readonly code: string;
  readonly sentence: string;
  readonly visitKey?: string | null;
}

/** Returns the form errors for faults that the console found itself, with the same rules as the API. */
export function faultsByRule(faults: readonly RuleFault[], inputs: Inputs): readonly Fault[] {
  return listedFaults({ faults }, inputs, Object.entries(inputs)[0]);
}

function fieldsOfFault(code: unknown): readonly string[] {
  const isKnown = typeof code === 'string' && Object.hasOwn(FAULT_FIELDS, code);
  return isKnown ? FAULT_FIELDS[code as keyof typeof FAULT_FIELDS] : [];
}

/** Returns the last segment of a nested field name, for example `minutes` of `visits.0.minutes`. */
const partOf = (requestField: string): string | undefined => /\.([^.]+)$/.exec(requestField)?.[1];
