import {
  type Condition,
  CONDITION_KINDS,
  type ConditionKind,
  type NewRestriction,
  type RestrictionSource,
} from '#contracts/restrictions';
import type { Fault, Form } from '../../../console/form.js';
import { londonFields, londonInstant } from '../../../formats/london-instant.js';
import { minutesOf, typedHours } from '../../../formats/typed-hours.js';

/** What a commissioner may record: the regulator's notice, or the authority's own. A provider pauses by itself. */
export const RECORDED_SOURCES = ['cqc', 'authority'] as const satisfies readonly RestrictionSource[];

/** Plain fields of the form; lots and conditions have one field each besides. */
export const PLAIN_FIELDS = [
  ...['source', 'reference', 'evidence', 'reason', 'documentId', 'documentName', 'key'],
  ...['begins', 'fromDate', 'fromTime', 'toDate', 'toTime'],
  ...['growthHours', 'growthMinutes', 'basis', 'capHours', 'capMinutes', 'everyDays', 'version'],
] as const;

export const lotField = (id: string): string => `lot-${id}`;
export const conditionField = (kind: ConditionKind): string => `condition-${kind}`;

/** A sentence for each field, also where it is the API that finds fault with it. */
export const SENTENCES: Readonly<Record<string, string>> = {
  source: 'Choose whose notice it is.',
  reference: 'Enter the notice’s own number, 200 characters at most.',
  evidence: 'Say what it rests on: the document or the decision.',
  reason: 'Say why the branch is restricted.',
  from: 'Enter the day and the time from which it binds.',
  to: 'Enter the day and the time at which it ends, or leave both empty.',
  conditions: 'Choose at least one condition.',
};
const DAYS = 'Enter a whole number of days, 1 to 366.';
const HOURS = 'Enter whole hours and minutes, such as 3 and 30.';
const MOST_DAYS = 366;

export interface ReadNotice {
  readonly notice: Omit<NewRestriction, 'branchId'>;
  readonly faults: readonly Fault[];
}

/** What was typed, as the API takes it; from now on where no other start was chosen. */
export function readNotice(form: Form, lotIds: readonly string[], now: Date): ReadNotice {
  const faults: Fault[] = ['source', 'reference', 'evidence', 'reason']
    .filter((field) => form.text(field) === '')
    .map((field) => ({ field, text: SENTENCES[field] ?? '' }));
  const { conditions, faults: wrong } = readConditions(form);
  const { from, to, faults: untimely } = readTimes(form, now);
  const documentId = form.text('documentId');
  return {
    notice: {
      source: form.text('source') as RestrictionSource,
      ...{ reference: form.text('reference'), evidence: form.text('evidence'), reason: form.text('reason') },
      documentId: documentId === '' ? null : documentId,
      ...{ from, to, conditions },
      lotIds: lotIds.filter((id) => form.text(lotField(id)) !== ''),
    },
    faults: [...faults, ...untimely, ...wrong],
  };
}

function readTimes(form: Form, now: Date) {
  const faults: Fault[] = [];
  const isLater = form.text('begins') === 'at';
  const later = londonInstant(form.text('fromDate'), form.text('fromTime'));
  if (isLater && later === null) faults.push({ field: 'fromDate', text: SENTENCES.from ?? '' });
  const [toDate, toTime] = [form.text('toDate'), form.text('toTime')];
  const to = toDate === '' && toTime === '' ? null : londonInstant(toDate, toTime);
  if (to === null && toDate + toTime !== '') faults.push({ field: 'toDate', text: SENTENCES.to ?? '' });
  return { from: (isLater && later) || now.toISOString(), to, faults };
}

export function readConditions(form: Form): { conditions: Condition[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const chosen = CONDITION_KINDS.filter((kind) => form.text(conditionField(kind)) !== '');
  if (chosen.length === 0)
    faults.push({ field: conditionField('no_new_people'), text: SENTENCES.conditions ?? '' });
  const time = (field: 'growth' | 'cap'): number => {
    const [hours, minutes] = [form.text(`${field}Hours`), form.text(`${field}Minutes`)];
    const whole = minutesOf({ hours, minutes });
    if (whole === null) faults.push({ field: `${field}Hours`, text: HOURS });
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

/** What the form holds for a notice as it stands, by the names of its fields. */
export function fieldsOfNotice(notice: Omit<NewRestriction, 'branchId'>): Record<string, string> {
  const from = londonFields(notice.from);
  const to = notice.to ? londonFields(notice.to) : { date: '', time: '' };
  return {
    ...{ source: notice.source, reference: notice.reference, evidence: notice.evidence },
    ...{ documentId: notice.documentId ?? '', begins: 'at' },
    ...{ fromDate: from.date, fromTime: from.time, toDate: to.date, toTime: to.time },
    ...Object.fromEntries(notice.lotIds.map((id) => [lotField(id), 'yes'])),
    ...Object.fromEntries(notice.conditions.flatMap((one) => Object.entries(fieldsOfCondition(one)))),
  };
}

function fieldsOfCondition(condition: Condition): Record<string, string> {
  const chosen = { [conditionField(condition.kind)]: 'yes' };
  switch (condition.kind) {
    case 'growth_limit': {
      const { hours, minutes } = typedHours(condition.limitMinutes);
      return { ...chosen, growthHours: hours, growthMinutes: minutes, basis: condition.basis };
    }
    case 'hours_cap': {
      const { hours, minutes } = typedHours(condition.capMinutes);
      return { ...chosen, capHours: hours, capMinutes: minutes };
    }
    case 'reporting':
      return { ...chosen, everyDays: String(condition.everyDays) };
    case 'no_new_people':
    case 'closed':
    case 'suspended':
      return chosen;
  }
}

/** Every field with what was typed into it, so that nothing is lost on the way to a confirmation and back. */
export function typedFields(form: Form, lotIds: readonly string[]): Record<string, string> {
  const names = [...PLAIN_FIELDS, ...lotIds.map(lotField), ...CONDITION_KINDS.map(conditionField)];
  return Object.fromEntries(
    names.map((name) => [name, form.exact(name)] as const).filter(([, value]) => value !== ''),
  );
}
