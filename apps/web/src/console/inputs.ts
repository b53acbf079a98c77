import { londonInstant } from '../formats/london-time.js';
import { penceOf } from '../formats/typed-amounts.js';
import { minutesOf } from '../formats/typed-amounts.js';
import type { Fault, Form } from './form.js';

/** A value that was read, or the errors because of which it could not be read. */
export type Reading<T> = { readonly value: T } | { readonly faults: readonly Fault[] };

/** A part of a composite value that the API refused: `minutes` of the visit with the key `v2`. */
export interface RefusedPart {
  readonly part?: string | undefined;
  readonly visitKey?: string | undefined;
}

/** How one field of an API request is typed into a form. */
export interface Input<T> {
  /** @param name  the name of the request field, which most inputs also read from */
  readonly read: (form: Form, name: string) => Reading<T>;
  /** The form field that shows the error of a refused value; by default the name of the request field. Null for a hidden field. */
  readonly field?: string | null | undefined;
  /** The error message for a value that the API refuses without a reason. */
  readonly sentence?: string | undefined;
  /** For a composite value: the error at the form field of the refused part. */
  readonly faultAt?: (part: RefusedPart, sentence: string) => Fault;
}

/** The inputs of a form, by the names of the request fields. */
export type Inputs = Readonly<Record<string, Input<unknown>>>;

/** The request body that the inputs of a form read. */
export type CommandOf<I extends Inputs> = {
  readonly [Name in keyof I]: I[Name] extends Input<infer T> ? T : never;
};

/** Reads all inputs. Reports the errors of every input, not only the first. */
export function readInputs<I extends Inputs>(inputs: I, form: Form): Reading<CommandOf<I>> {
  const readings = Object.entries(inputs).map(([name, input]) => [name, input.read(form, name)] as const);
  const faults = readings.flatMap(([, reading]) => ('faults' in reading ? reading.faults : []));
  if (faults.length > 0) return { faults };
  const values = readings.flatMap(([name, reading]) => ('value' in reading ? [[name, reading.value]] : []));
  return { value: Object.fromEntries(values) as CommandOf<I> };
}

/** The value, or an error at `field` if the value is null. */
export function readOr<T>(value: T | null, field: string, sentence: string): Reading<T> {
  return value === null ? { faults: [{ field, text: sentence }] } : { value };
}

interface TextOptions {
  /** The form field, if it has another name than the request field. */
  readonly field?: string | undefined;
  /** The message if the API refuses the text, for example because it is too long. */
  readonly refused?: string;
}

/** A text that may not be empty. */
export function requiredText(
  sentence: string,
  { field, refused = sentence }: TextOptions = {},
): Input<string> {
  const read: Input<string>['read'] = (form, name) =>
    readOr(form.text(field ?? name) || null, field ?? name, sentence);
  return { field, sentence: refused, read };
}

/** A text that may be empty. */
export function text(sentence?: string): Input<string> {
  return { sentence, read: (form, name) => ({ value: form.text(name) }) };
}

/** A text that may be empty. An empty text is left out of the request. */
export function optionalText(sentence?: string): Input<string | undefined> {
  return { sentence, read: (form, name) => ({ value: form.text(name) || undefined }) };
}

/** A text that may be empty. An empty text is sent as null. */
export function nullableText(sentence?: string): Input<string | null> {
  return { sentence, read: (form, name) => ({ value: form.text(name) || null }) };
}

/** A password, exactly as typed. */
export function requiredPassword(sentence: string): Input<string> {
  const read: Input<string>['read'] = (form, name) =>
    readOr(form.text(name) === '' ? null : form.exact(name), name, sentence);
  return { sentence, read };
}

/** A password that is left out of the request if nothing was typed. */
export function optionalPassword(sentence: string): Input<string | undefined> {
  return { sentence, read: (form, name) => ({ value: form.exact(name) || undefined }) };
}

/**
 * One of several values, from radio buttons or a list.
 *
 * @param field  the id of the first radio button, if it is not the name of the request field
 */
export function oneOf<const T extends string>(
  values: readonly T[],
  sentence: string,
  field?: string,
): Input<T> {
  const read: Input<T>['read'] = (form, name) =>
    readOr(values.find((value) => value === form.text(name)) ?? null, field ?? name, sentence);
  return { field, sentence, read };
}

/** True if the box was ticked. */
export function ticked(): Input<boolean> {
  return { read: (form, name) => ({ value: form.text(name) !== '' }) };
}

/** Each value for which a box was ticked; `fieldOf` names the box of a value. */
export function tickedOf<T extends string>(
  values: readonly T[],
  fieldOf: (value: T) => string,
): Input<readonly T[]> {
  const [first] = values;
  return {
    field: first === undefined ? null : fieldOf(first),
    read: (form) => ({ value: values.filter((value) => form.text(fieldOf(value)) !== '') }),
  };
}

const WHOLE_NUMBER = /^\d{1,6}$/;

/** Digits only. The API checks the bounds. */
export function wholeNumber(sentence: string): Input<number> {
  const read: Input<number>['read'] = (form, name) =>
    readOr(WHOLE_NUMBER.test(form.text(name)) ? Number(form.text(name)) : null, name, sentence);
  return { sentence, read };
}

/** Digits only, or null for an empty field. */
export function nullableWholeNumber(sentence: string): Input<number | null> {
  const number = wholeNumber(sentence);
  return {
    sentence,
    read: (form, name) => (form.text(name) === '' ? { value: null } : number.read(form, name)),
  };
}

/** An amount in pounds, read as whole pence. */
export function pounds(field: string, sentence: string): Input<number> {
  return { field, sentence, read: (form) => readOr(penceOf(form.text(field)), field, sentence) };
}

interface HoursFields {
  readonly hours: string;
  readonly minutes: string;
}

/** A duration typed as hours and minutes, read as whole minutes. */
export function hoursAndMinutes(fields: HoursFields, sentence: string): Input<number> {
  return {
    field: fields.hours,
    sentence,
    read: (form) => readOr(minutesOf(durationTyped(form, fields)), fields.hours, sentence),
  };
}

/** A duration typed as hours and minutes, or null if both fields are empty. */
export function nullableHoursAndMinutes(fields: HoursFields, sentence: string): Input<number | null> {
  const duration = hoursAndMinutes(fields, sentence);
  const isEmpty = (form: Form): boolean => form.text(fields.hours) + form.text(fields.minutes) === '';
  return {
    ...duration,
    read: (form, name) => (isEmpty(form) ? { value: null } : duration.read(form, name)),
  };
}

const durationTyped = (form: Form, { hours, minutes }: HoursFields) => ({
  hours: form.text(hours),
  minutes: form.text(minutes),
});

interface InstantFields {
  readonly date: string;
  readonly time: string;
}

const DATE_AND_TIME: InstantFields = { date: 'date', time: 'time' };

/** A date and a time in London, read as an instant in UTC. */
export function instant(sentence: string, fields = DATE_AND_TIME): Input<string> {
  const { date, time } = fields;
  return {
    field: date,
    sentence,
    // Some browsers send the seconds too.
    read: (form) => readOr(londonInstant(form.text(date), form.text(time).slice(0, 5)), date, sentence),
  };
}

/** A date and a time in London, or null if both fields are empty. */
export function nullableInstant(sentence: string, fields = DATE_AND_TIME): Input<string | null> {
  const typed = instant(sentence, fields);
  const isEmpty = (form: Form): boolean => form.text(fields.date) + form.text(fields.time) === '';
  return { ...typed, read: (form, name) => (isEmpty(form) ? { value: null } : typed.read(form, name)) };
}

/**
 * The version that the sender saw, from the hidden field `version`. The API refuses the request if it is not current.
 *
 * @param field  a visible field at which a stale version is shown; without it only the error summary says so
 */
export function version(field: string | null = null): Input<number> {
  return { field, read: (form) => ({ value: Number(form.text('version')) }) };
}
