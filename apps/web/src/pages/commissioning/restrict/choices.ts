import type { LotView } from '#contracts/lots';
import { CONDITION_KINDS } from '#contracts/restrictions';
import { CONDITION_MEANING, CONDITION_WORDING } from '../../../wording/conditions.js';
import { conditionField, lotField } from './restriction-form.js';

type Typed = Readonly<Record<string, string>>;

/** The conditions with what each means, those chosen that were. */
export function conditionChoices(typed: Typed) {
  return CONDITION_KINDS.map((kind) => ({
    kind,
    field: conditionField(kind),
    text: CONDITION_WORDING[kind],
    hint: CONDITION_MEANING[kind],
    checked: (typed[conditionField(kind)] ?? '') !== '',
  }));
}

export function lotChoices(lots: readonly LotView[], typed: Typed) {
  return lots.map(({ id, code, name }) => ({
    id: lotField(id),
    name: lotField(id),
    value: 'yes',
    text: `${code} ${name}`,
    checked: (typed[lotField(id)] ?? '') !== '',
  }));
}
