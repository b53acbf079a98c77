import { ApiProblem } from '../api/api-problem.js';
import { type Fault, faultsOf, missing } from './form.js';
import { type Sent, type Shown, type SignedInPage, type Visit } from './page.js';
import type { ErrorCode, Problem } from '#contracts/errors';

/** What was sent and could not be done: shown again where it was sent from, with all that was typed. */
export interface Refused {
  readonly faults: readonly Fault[];
  readonly status: number;
  /** Which form of the page it was: what was typed goes back into that one. */
  readonly form: string;
}

export interface Deed {
  readonly path: string;
  /** Where to come back to after signing in again. */
  readonly from: string;
  /** Begins the ids of its fields, since one page has several forms. */
  readonly form: string;
  /** A sentence for each field that has to be filled in. */
  readonly required: Readonly<Record<string, string>>;
  /** A sentence for a field of the API's own, by its name; and the field that a code belongs to. */
  readonly sentences?: Readonly<Record<string, string>>;
  readonly fieldOfCode?: Readonly<Partial<Record<ErrorCode, string>>>;
  /** What the API says in detail of a refusal; nothing where its code says it all. */
  readonly told?: (problem: Problem) => readonly Fault[];
  /** What else is wrong, before anything is sent. */
  readonly check?: (visit: Visit) => readonly Fault[];
  readonly send: (visit: Visit) => Promise<Sent>;
  readonly again: (visit: Visit, refused: Refused) => Promise<Shown>;
}

/** What typing something else, or looking at how things stand now, can put right; anything else has a page of its own. */
const IS_OF_THE_MACHINERY: ReadonlySet<string> = new Set([
  ...['not_signed_in', 'role_not_allowed', 'internal_error', 'temporarily_unavailable', 'too_many_requests'],
  ...['package_not_found', 'broadcast_not_found', 'award_not_found', 'unknown_route'],
]);

/** A form that does something and leads on; refused, it is shown again with a fault beside each field. */
export function deed({ path, from, form, ...one }: Deed): SignedInPage {
  const inForm = (faults: readonly Fault[]): Fault[] =>
    faults.map(({ field, text }) => ({ field: field && `${form}-${field}`, text }));
  return {
    path,
    from,
    post: async (visit) => {
      const faults = [...missing(visit.form, one.required), ...(one.check?.(visit) ?? [])];
      if (faults.length > 0) return one.again(visit, { faults: inForm(faults), status: 400, form });
      try {
        return await one.send(visit);
      } catch (error) {
        if (!(error instanceof ApiProblem) || IS_OF_THE_MACHINERY.has(error.problem.code)) throw error;
        const { problem } = error;
        const told = one.told?.(problem) ?? [];
        const refused =
          told.length > 0 ? told : faultsOf(problem, one.sentences ?? one.required, { ...one.fieldOfCode });
        return one.again(visit, { faults: inForm(refused), status: problem.status, form });
      }
    },
  };
}

/** For a page with several forms: what was typed, by the id of its field. */
export function typedIn({ form }: Visit, refused: Refused | undefined) {
  const typed = (id: string): string =>
    refused && id.startsWith(`${refused.form}-`) ? form.exact(id.slice(refused.form.length + 1)) : '';
  return { typed, refusedForm: refused?.form ?? null, faults: refused?.faults ?? [] };
}

export const idIn = ({ parameters }: Visit): string => parameters.id ?? '';
