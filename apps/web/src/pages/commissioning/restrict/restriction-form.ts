import type { LotView } from '#contracts/lots';
import {
  type Condition,
  CONDITION_KINDS,
  type ConditionKind,
  type NewRestriction,
  type RestrictionSource,
} from '#contracts/restrictions';
import type { Fault, Form } from '../../../console/form.js';
import {
  type Input,
  instant,
  nullableInstant,
  nullableText,
  oneOf,
  requiredText,
} from '../../../console/form-inputs.js';
import { londonFields } from '../../../formats/london-time.js';
import { durationQuestion, minutesOf, typedDuration } from '../../../formats/typed-amounts.js';
import { CONDITION_MEANING, CONDITION_WORDING } from '../../../wording/restrictions.js';

/**
 * The sources of the restrictions that a commissioner records. A provider is the third source of
 * restrictions: a provider records its own pauses.
 */
export const RECORDED_SOURCES = ['cqc', 'authority'] as const satisfies readonly RestrictionSource[];

export const lotField = (id: string): string => `lot-${id}`;
const conditionField = (kind: ConditionKind): string => `condition-${kind}`;

/**
 * Returns the values that are read from the form for a restriction. Pages that record or amend a restriction
 * use the form.
 */
export function noticeInputs(lots: readonly LotView[], now: Date) {
  return {
    source: oneOf(RECORDED_SOURCES, 'Choose who issued the notice.'),
    reference: requiredText('Enter the number on the notice, up to 200 characters.'),
    evidence: requiredText('Enter the evidence: the document or the decision.'),
    documentId: { ...nullableText(), field: 'document' },
    from: startInput(now),
    to: nullableInstant('Enter the date and time it ends, or leave both empty.', {
      date: 'toDate',
      time: 'toTime',
    }),
    lotIds: lotsInput(lots),
    conditions: conditionsInput(),
    reason: requiredText('Enter the reason for the restriction.'),
  };
}

/**
 * Defines the form fields for the instant at which a restriction takes effect. The value is the typed date
 * and time, or `now` if the user chose "now".
 */
function startInput(now: Date): Input<string> {
  const later = instant('Enter the date and time it starts.', {
    date: 'fromDate',
    time: 'fromTime',
  });
  return {
    ...later,
    read: (form, name) =>
      form.text('begins') === 'at' ? later.read(form, name) : { value: now.toISOString() },
  };
}

/** Defines a checkbox for each lot. The value is the list of ticked lots. An empty list means all lots. */
export function lotsInput(lots: readonly LotView[]): Input<readonly string[]> {
  const ids = lots.map(({ id }) => id);
  const [first] = ids;
  return {
    field: first === undefined ? null : lotField(first),
    read: (form) => ({ value: ids.filter((id) => form.text(lotField(id)) !== '') }),
  };
}

/** For each number in a condition, such as the limit on growth, the form field in which the user types it. */
const FIELD_OF_FIGURE: Readonly<Record<string, string>> = {
  limitMinutes: 'growth',
  capMinutes: 'cap',
  everyDays: 'everyDays',
};
const FIRST_CONDITION = conditionField('no_new_people');

function conditionsInput(): Input<readonly Condition[]> {
  return {
    sentence: 'Choose at least one condition.',
    read: (form) => {
      const { conditions, faults } = readConditions(form);
      return faults.length > 0 ? { faults } : { value: conditions };
    },
    faultAt: ({ part = '' }, text) => ({ field: FIELD_OF_FIGURE[part] ?? FIRST_CONDITION, text }),
  };
}

const DAYS = 'Enter a whole number of days, 1 to 366.';
const HOURS = 'Enter hours such as 3.5 or 3:30.';
const MOST_DAYS = 366;

function readConditions(form: Form): { conditions: Condition[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const chosen = CONDITION_KINDS.filter((kind) => form.text(conditionField(kind)) !== '');
  if (chosen.length === 0) faults.push({ field: FIRST_CONDITION, text: 'Choose at least one condition.' });
  const time = (field: 'growth' | 'cap'): number => {
    const typed = form.text(field);
    const whole = minutesOf(typed, 'hours');
    const question = durationQuestion(typed, 'hours');
    if (whole === null) faults.push({ field, text: question ? `${question}.` : HOURS });
    return whole ?? 0;
  };
  const conditions = chosen.map((kind): Condition => {
    switch (kind) {
      case 'growth_limit':
        return {
          kind,
          limitMinutes: time('growth'),
          basis: form.text('basis') === 'per_change' ? 'per_change' : 'cumulative',
        };
      case 'hours_cap':
        return { kind, capMinutes: time('cap') };
      case 'reporting': {
        const everyDays = Number(form.text('everyDays'));
        const isWhole = Number.isInteger(everyDays) && everyDays >= 1 && everyDays <= MOST_DAYS;
        if (!isWhole) faults.push({ field: 'everyDays', text: DAYS });
        return { kind, everyDays };
      }
      case 'no_new_people':
      case 'closed':
      case 'suspended':
        return { kind };
    }
  });
  return { conditions, faults };
}

/** The values that the form of a restriction shows, keyed by the name of the form field. */
export type NoticeFields = Readonly<Record<string, string>>;

/** Returns a recorded restriction as values of form fields. */
export function noticeFields(notice: Omit<NewRestriction, 'branchId'>): NoticeFields {
  const from = londonFields(notice.from);
  const to = notice.to ? londonFields(notice.to) : { date: '', time: '' };
  return {
    source: notice.source,
    reference: notice.reference,
    evidence: notice.evidence,
    documentId: notice.documentId ?? '',
    begins: 'at',
    fromDate: from.date,
    fromTime: from.time,
    toDate: to.date,
    toTime: to.time,
    ...Object.fromEntries(notice.lotIds.map((id) => [lotField(id), 'yes'])),
    ...Object.fromEntries(
      notice.conditions.flatMap((condition) => Object.entries(conditionFields(condition))),
    ),
  };
}

function conditionFields(condition: Condition): NoticeFields {
  const chosen = { [conditionField(condition.kind)]: 'yes' };
  switch (condition.kind) {
    case 'growth_limit':
      return { ...chosen, growth: typedDuration(condition.limitMinutes), basis: condition.basis };
    case 'hours_cap':
      return { ...chosen, cap: typedDuration(condition.capMinutes) };
    case 'reporting':
      return { ...chosen, everyDays: String(condition.everyDays) };
    case 'no_new_people':
    case 'closed':
    case 'suspended':
      return chosen;
  }
}

/**
 * The form fields that the form of every restriction has. The form also has fields for the lots and the
 * conditions.
 */
const PLAIN_FIELDS = [
  'source',
  'reference',
  'evidence',
  'reason',
  'documentId',
  'documentName',
  'noDocument',
  'key',
  'begins',
  'fromDate',
  'fromTime',
  'toDate',
  'toTime',
  'growth',
  'basis',
  'cap',
  'everyDays',
] as const;

/**
 * Returns the filled form fields, exactly as the user typed them. The preview page contains them as hidden
 * fields, so that confirming the preview sends the complete form.
 */
export function typedNoticeFields(form: Form, lots: readonly LotView[]): NoticeFields {
  const names = [
    ...PLAIN_FIELDS,
    ...lots.map(({ id }) => lotField(id)),
    ...CONDITION_KINDS.map(conditionField),
  ];
  return Object.fromEntries(
    names.map((name) => [name, form.exact(name)] as const).filter(([, value]) => value !== ''),
  );
}

export function conditionChoices(fields: NoticeFields) {
  return CONDITION_KINDS.map((kind) => ({
    kind,
    field: conditionField(kind),
    text: CONDITION_WORDING[kind],
    hint: CONDITION_MEANING[kind],
    checked: (fields[conditionField(kind)] ?? '') !== '',
  }));
}

export function lotChoices(lots: readonly LotView[], fields: NoticeFields) {
  return lots.map(({ id, code, name }) => ({
    id: lotField(id),
    name: lotField(id),
    value: 'yes',
    text: `${code} ${name}`,
    checked: (fields[lotField(id)] ?? '') !== '',
  }));
}
