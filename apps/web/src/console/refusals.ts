import { ERROR_SUBJECTS, ERRORS, FAULT_FIELDS, type Problem } from '#contracts/errors';
import type { FailureCode } from '../wording/errors.js';
import { faultSentence, refusalSentences } from '../wording/refusals.js';
import type { Fault } from './form.js';
import type { Input, Inputs } from './form-inputs.js';

/**
 * Error messages of one form, by error code. Each message replaces the general message for the error code.
 */
export type OwnSentences = Readonly<Partial<Record<FailureCode, string>>>;

/**
 * Returns the errors that a form shows after the API refused its command. Some problems cannot be solved by
 * changing the form, for example if the API is unavailable. Then returns null, and an error page is shown.
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
  const detailed = [...fieldFaults(problem, inputs), ...listedFaults(problem, inputs, named)];
  if (detailed.length > 0) return detailed;
  return refusalSentences(problem).map((sentence) => faultAt(named, {}, sentence));
}

/** Returns true if sending the form again without changes may succeed, later or after a new sign-in. */
export function maySucceedLater(code: FailureCode): boolean {
  if (code === 'internal_error' || code === 'form_expired') return true;
  return code === 'not_signed_in' || ERROR_SUBJECTS[code] === 'service';
}

/**
 * Returns true if a form can show an error with this code in its error summary. Such errors are about the
 * whole command or about request fields. Errors about a missing resource are an exception.
 */
function isAboutCommand(code: Problem['code']): boolean {
  if (code === 'internal_error') return false;
  const subject = ERROR_SUBJECTS[code];
  return subject === 'command' || (typeof subject !== 'string' && ERRORS[code] !== 'not_found');
}

/** A form input, together with the name of the API request field that the input fills. */
type Named = readonly [name: string, input: Input<unknown>];

function namedInput(code: Problem['code'], inputs: Inputs): Named | undefined {
  const subject = code === 'internal_error' ? 'service' : ERROR_SUBJECTS[code];
  return typeof subject === 'string' ? undefined : firstOf(subject, inputs);
}

function firstOf(names: readonly string[], inputs: Inputs): Named | undefined {
  return names.map((name) => inputAt(name, inputs)).find((found) => found !== undefined);
}

/**
 * Finds the input of an API request field such as `visits.0.minutes`. The input's name is the whole field
 * name, its last segment or its first segment.
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
 * Returns an error for each request field that failed validation. The message is the error message of the
 * field's input. Fields without an input or a message are left out.
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

/** Returns a form error for each fault that the API's answer lists in the field `facts.faults`. */
function listedFaults({ facts }: Problem, inputs: Inputs, otherwise: Named | undefined): Fault[] {
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

function fieldsOfFault(code: unknown): readonly string[] {
  const isKnown = typeof code === 'string' && Object.hasOwn(FAULT_FIELDS, code);
  return isKnown ? FAULT_FIELDS[code as keyof typeof FAULT_FIELDS] : [];
}

/**
 * Returns the last segment of the name of a nested request field, for example `minutes` of
 * `visits.0.minutes`.
 */
const partOf = (requestField: string): string | undefined => /\.([^.]+)$/.exec(requestField)?.[1];
