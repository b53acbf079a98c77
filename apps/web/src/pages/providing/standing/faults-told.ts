import type { Problem } from '#contracts/errors';
import type { Fault } from '../../../console/form.js';

interface Told {
  readonly code?: unknown;
  readonly sentence?: unknown;
}

/** Every fault that the API names, in its own sentences, beside the field that each is about; null where it names none. */
export function faultsTold({ facts }: Problem, fieldOf: Readonly<Record<string, string>>): Fault[] | null {
  const listed: unknown = facts?.faults;
  const faults = (Array.isArray(listed) ? listed : []).flatMap((one: Told | null) =>
    typeof one?.sentence === 'string' ? [{ field: fieldOf[String(one.code)], text: one.sentence }] : [],
  );
  return faults.length > 0 ? faults : null;
}
