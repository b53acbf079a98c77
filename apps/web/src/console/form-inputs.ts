import { londonInstant } from '../formats/london-time.js';
import { type BareUnit, durationQuestion, minutesOf, penceOf } from '../formats/typed-amounts.js';
import type { Fault, Form } from './form.js';

/** The result of reading a value from a submitted form: either the value, or the errors in it. */
export type Reading<T> = { readonly value: T } | { readonly faults: readonly Fault[] };

/**
 * The field of a nested value that the API refused. For example, the field `minutes` of the visit with the
 * key `v2`.
 */
export interface RefusedPart {
  readonly part?: string | undefined;
  readonly visitKey?: string | undefined;
}

/**
 * Says how one value for the API is read from a submitted form. The value may come from several form fields.
 */
export interface Input<T> {
  /**
   * Reads the value from a submitted form.
   *
   * @param name  the name of the field in the API request; usually the form field has the same name
   */
  readonly read: (form: Form, name: string) => Reading<T>;
  /**
   * The form field beside which an error in the value is shown. If absent, the field with the same name as in
   * the API request. Null if the form field is hidden.
   */
  readonly field?: string | null | undefined;
  /** The error message to show if the API refuses the value and gives no reason. */
  readonly sentence?: string | undefined;
  /**
   * Returns an error for the nested field that the API refused. The error is shown beside the form field for
   * this nested field.
   */
  readonly faultAt?: (part: RefusedPart, sentence: string) => Fault;
}

/**
 * All values that a form sends to the API. The key of each entry is the name of the field in the API request.
 */
export type Inputs = Readonly<Record<string, Input<unknown>>>;

/** The body of the API request, built from the values that were read from the form. */
export type CommandOf<I extends Inputs> = {
  readonly [Name in keyof I]: I[Name] extends Input<infer T> ? T : never;
};

/** Reads all values of a form. Returns all errors, not only the first error. */
export function readInputs<I extends Inputs>(inputs: I, form: Form): Reading<CommandOf<I>> {
  const readings = Object.entries(inputs).map(([name, input]) => [name, input.read(form, name)] as const);
  const faults = readings.flatMap(([, reading]) => ('faults' in reading ? reading.faults : []));
  if (faults.length > 0) return { faults };
  const values = readings.flatMap(([name, reading]) => ('value' in reading ? [[name, reading.value]] : []));
  return { value: Object.fromEntries(values) as CommandOf<I> };
}

/**
 * Returns the value as read successfully. If the value is null, returns an error beside the given form field.
 */
export function readOr<T>(value: T | null, field: string, sentence: string): Reading<T> {
  return value === null ? { faults: [{ field, text: sentence }] } : { value };
}

interface TextOptions {
  /** The name of the form field, if the field in the API request has another name. */
  readonly field?: string | undefined;
  /** The error message to show if the API refuses the text, for example because the text is too long. */
  readonly refused?: string;
}

/** Defines a text field that must not be empty. */
export function requiredText(
  sentence: string,
  { field, refused = sentence }: TextOptions = {},
): Input<string> {
  const read: Input<string>['read'] = (form, name) =>
    readOr(form.text(field ?? name) || null, field ?? name, sentence);
  return { field, sentence: refused, read };
}

/** Defines a text field that may be empty. */
export function text(sentence?: string): Input<string> {
  return { sentence, read: (form, name) => ({ value: form.text(name) }) };
}

/** Defines a text field that may be empty. An empty text is left out of the API request. */
export function optionalText(sentence?: string): Input<string | undefined> {
  return { sentence, read: (form, name) => ({ value: form.text(name) || undefined }) };
}

/** Defines a text field that may be empty. An empty text is sent to the API as null. */
export function nullableText(sentence?: string): Input<string | null> {
  return { sentence, read: (form, name) => ({ value: form.text(name) || null }) };
}

/**
 * Defines a password field that must not be empty. The password is read exactly as typed, with leading and
 * trailing spaces.
 */
export function requiredPassword(sentence: string): Input<string> {
  const read: Input<string>['read'] = (form, name) =>
    readOr(form.text(name) === '' ? null : form.exact(name), name, sentence);
  return { sentence, read };
}

/**
 * Defines a choice from a fixed list of values, by radio buttons or a drop-down list.
 *
 * @param field  the element id of the first radio button, if it differs from the name of the field in the API
 * request
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

/** Defines a checkbox. The value is true if the box is ticked. */
export function ticked(): Input<boolean> {
  return { read: (form, name) => ({ value: form.text(name) !== '' }) };
}

/**
 * Defines a group of checkboxes. The value is the list of the ticked values. `fieldOf` returns the form field
 * name of a value's checkbox.
 */
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

/** Defines a form field for a whole number of up to six digits. The API checks the allowed range. */
export function wholeNumber(sentence: string): Input<number> {
  const read: Input<number>['read'] = (form, name) =>
    readOr(WHOLE_NUMBER.test(form.text(name)) ? Number(form.text(name)) : null, name, sentence);
  return { sentence, read };
}

/** Defines a form field for a whole number of up to six digits. If the field is empty, the value is null. */
export function nullableWholeNumber(sentence: string): Input<number | null> {
  const number = wholeNumber(sentence);
  return {
    sentence,
    read: (form, name) => (form.text(name) === '' ? { value: null } : number.read(form, name)),
  };
}

/** Defines a form field for an amount in pounds. The value is in whole pence. */
export function pounds(field: string, sentence: string): Input<number> {
  return { field, sentence, read: (form) => readOr(penceOf(form.text(field)), field, sentence) };
}

interface DurationOptions {
  /** The name of the form field, if the field in the API request has another name. */
  readonly field?: string;
  /** The unit of a number that is typed without a unit. */
  readonly bare?: BareUnit;
}

/**
 * Defines a form field for a duration, as people write it: 3.5, 3:30, 3 h 30 min. The value is in whole minutes. A text
 * that can be read in two ways is an error that names both.
 */
export function duration(sentence: string, { field, bare = 'hours' }: DurationOptions = {}): Input<number> {
  return {
    field,
    sentence,
    read: (form, name) => {
      const typed = form.text(field ?? name);
      const question = durationQuestion(typed, bare);
      return readOr(minutesOf(typed, bare), field ?? name, question ? `${question}.` : sentence);
    },
  };
}

/** Defines a form field for a duration. If the field is empty, the value is null. */
export function nullableDuration(sentence: string, options: DurationOptions = {}): Input<number | null> {
  const typed = duration(sentence, options);
  return {
    ...typed,
    read: (form, name) =>
      form.text(options.field ?? name) === '' ? { value: null } : typed.read(form, name),
  };
}

interface InstantFields {
  readonly date: string;
  readonly time: string;
}

const DATE_AND_TIME: InstantFields = { date: 'date', time: 'time' };

/** Defines two form fields for a date and a time in London. The value is the instant in UTC. */
export function instant(sentence: string, fields = DATE_AND_TIME): Input<string> {
  const { date, time } = fields;
  return {
    field: date,
    sentence,
    // Only hours and minutes are used, because some browsers also send seconds.
    read: (form) => readOr(londonInstant(form.text(date), form.text(time).slice(0, 5)), date, sentence),
  };
}

/**
 * Defines two form fields for a date and a time in London. The value is the instant in UTC, or null if both
 * fields are empty.
 */
export function nullableInstant(sentence: string, fields = DATE_AND_TIME): Input<string | null> {
  const typed = instant(sentence, fields);
  const isEmpty = (form: Form): boolean => form.text(fields.date) + form.text(fields.time) === '';
  return { ...typed, read: (form, name) => (isEmpty(form) ? { value: null } : typed.read(form, name)) };
}

/**
 * Defines the hidden field `version`: the version of the resource that the user saw. The API refuses the
 * request if the resource has a newer version.
 *
 * @param field  the visible form field beside which this error is shown; if absent, only the list of errors
 * at the top of the page shows it
 */
export function version(field: string | null = null): Input<number> {
  return { field, read: (form) => ({ value: Number(form.text('version')) }) };
}

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** Puts a choice without a value before the choices of a drop-down list, so that no value is chosen by accident. */
export function withEmptyChoice(text: string, choices: readonly Choice[]): Choice[] {
  return [{ value: '', text, selected: !choices.some(({ selected }) => selected) }, ...choices];
}
