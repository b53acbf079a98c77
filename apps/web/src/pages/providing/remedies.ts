import type { Problem } from '#contracts/errors';
import type { Fault } from '../../console/form.js';

/** What stands in a branch's way, rule by rule, in the API's own plain words; null where it names none. */
export function remediesOf({ facts }: Problem): Fault[] | null {
  const checks: unknown = facts?.checks;
  const told = (Array.isArray(checks) ? checks : []).flatMap((check: { readonly remedy?: unknown } | null) =>
    typeof check?.remedy === 'string' ? [{ text: check.remedy }] : [],
  );
  return told.length > 0 ? told : null;
}
