import { REGISTER_SOURCES, type RegisterSource, type RegisterSourceView } from '#contracts/providers';
import type { Fault, Form } from '../../console/form.js';
import { type Input, oneOf, requiredText, text } from '../../console/form-inputs.js';
import { calendarDay } from '../../formats/london-time.js';
import { NO_SOURCE, SOURCE_WORDING } from '../../wording/branches.js';

const FIRST_KIND = `kind-${REGISTER_SOURCES[0]}`;
const CHOOSE_KIND = 'Choose the kind of source.';
const ENTER_REFERENCE =
  'Enter the address of the page on cqc.org.uk, or the reference of the report, file or letter.';
const ENTER_DAY = 'Enter the day on which CQC published or sent it.';

/** The source of the facts of the register, for a form that always records such facts. */
export const SOURCE_INPUTS = {
  kind: oneOf(REGISTER_SOURCES, CHOOSE_KIND, FIRST_KIND),
  reference: requiredText(ENTER_REFERENCE),
  publishedOn: requiredText(ENTER_DAY),
};

const maybeKind: Input<RegisterSource['kind'] | null> = {
  field: FIRST_KIND,
  sentence: CHOOSE_KIND,
  read: (form, name) => ({ value: REGISTER_SOURCES.find((kind) => kind === form.text(name)) ?? null }),
};

/** The source of the facts of the register, for a form that may leave these facts as they are. */
export const OPTIONAL_SOURCE_INPUTS = {
  kind: maybeKind,
  reference: text(ENTER_REFERENCE),
  publishedOn: text(ENTER_DAY),
};

interface TypedSource {
  readonly kind: RegisterSource['kind'] | null;
  readonly reference: string;
  readonly publishedOn: string;
}

/** Returns the typed source. Returns null if all of its fields are empty. */
export function sourceTyped({ kind, ...rest }: TypedSource): RegisterSource | null {
  return kind === null ? null : { kind, ...rest };
}

/** Returns an error for each field that is empty although another field of the source is filled in. */
export function missingInSource({ kind, reference, publishedOn }: TypedSource): Fault[] {
  if (kind === null && reference === '' && publishedOn === '') return [];
  return [
    ...(kind === null ? [{ field: FIRST_KIND, text: CHOOSE_KIND }] : []),
    ...(reference === '' ? [{ field: 'reference', text: ENTER_REFERENCE }] : []),
    ...(publishedOn === '' ? [{ field: 'publishedOn', text: ENTER_DAY }] : []),
  ];
}

/** Returns the values that the fields of the source show. A form that is opened has no source yet. */
export function sourceFieldsShown(form: Form | null, today: string) {
  return {
    kinds: REGISTER_SOURCES.map((kind) => ({
      value: kind,
      text: SOURCE_WORDING[kind],
      checked: form?.text('kind') === kind,
    })),
    reference: form?.text('reference') ?? '',
    publishedOn: form?.text('publishedOn') ?? '',
    today,
  };
}

/** Returns what the page of a branch shows of a source. */
export function sourceShown(source: RegisterSourceView | null) {
  if (source === null) return null;
  const { kind, reference, publishedOn, recordedAt, recordedByAuthority, recordedBy } = source;
  return {
    kind: SOURCE_WORDING[kind],
    reference,
    // The API accepts no address but one of CQC.
    href: reference.startsWith('https://') ? reference : null,
    publishedOn: calendarDay(publishedOn),
    recordedAt,
    recordedBy: recordedBy === null ? recordedByAuthority : `${recordedBy}, ${recordedByAuthority}`,
  };
}

/** Returns a sentence about the source of what is recorded. */
export function sourceInWords(source: RegisterSourceView | null): string {
  if (source === null) return NO_SOURCE;
  const { kind, reference, publishedOn, recordedByAuthority } = source;
  return `Source: ${SOURCE_WORDING[kind]}, ${reference}, ${calendarDay(publishedOn)}, recorded by ${recordedByAuthority}`;
}
