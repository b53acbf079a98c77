import { LIKENESSES, type Likeness, type PersonView } from '#contracts/people';
import { type Api, ApiProblem } from '../../api.js';
import { type Fault, type Form, withFields } from '../../console/form.js';
import { formView, type ReturnedForm } from '../../console/form-page.js';
import type { Input } from '../../console/form-inputs.js';
import type { PageAnswer, Rendered, SignedInRequest } from '../../console/page.js';
import { API_PATHS } from '../../paths.js';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of the part of the form that shows the records that may be of the same person. */
const PART = 'same-person';

const NUMBER_TAKEN: Readonly<Record<string, { readonly field: string; readonly text: string }>> = {
  person_nhs_number_taken: { field: 'nhsNumber', text: 'Another record has this NHS number. Open it below.' },
  person_reference_taken: { field: 'reference', text: 'Another record has this case number. Open it below.' },
};

const LIKENESS_WORDING: Readonly<Record<Likeness, string>> = {
  reference: 'similar case number',
  name_and_birth: 'similar name and date of birth',
  name: 'same name',
};

/** A record that may be of the same person, or that has the same number. */
interface OtherRecord {
  readonly id: string;
  readonly person: PersonView;
  readonly why: string;
  /** False for a record with the same number: the user cannot confirm that this is a different person. */
  readonly mayDiffer: boolean;
}

/** Reads the records of which the user ticked that they are of other people. */
export function distinctFromInput(): Input<readonly string[] | undefined> {
  return {
    field: null,
    read: (form) => {
      const ids = shownIds(form).filter((id) => form.text(`distinct-${id}`) !== '');
      return { value: ids.length > 0 ? ids : undefined };
    },
  };
}

const shownIds = (form: Form): string[] =>
  form
    .text('similar')
    .split(' ')
    .filter((id) => ID.test(id));

/**
 * Saves a person. If the API names other records of the authority that are, or may be, of the same person, shows the
 * form again at an address of its own. The page reads these records with `otherRecords`.
 */
export async function saveAsking(
  request: SignedInRequest,
  save: () => Promise<PageAnswer>,
  page: (request: SignedInRequest, returned: ReturnedForm) => Rendered | Promise<Rendered>,
): Promise<PageAnswer> {
  try {
    return await save();
  } catch (error) {
    const asked = error instanceof ApiProblem ? recordsIn(request, error) : null;
    if (!asked) throw error;
    const form = withFields(request.form, { [ASKED]: asked.records });
    const faults = [asked.fault];
    return {
      outcome: { kind: 'form', faults, status: 409, isStale: false },
      form,
      show: async () => {
        const returned: ReturnedForm = { name: '', faults, isStale: false };
        const shown = await page({ ...request, form }, returned);
        return { ...shown, view: { ...formView(form, returned), ...shown.view }, status: 409 };
      },
    };
  }
}

/** The field of a returned form with the ids of the records to ask about, each with why: `id=name id=number`. */
const ASKED = 'asked';
const SAME_NUMBER = 'number';

/** Reads the records that a returned form asks about. The API records each read. */
export function otherRecords({ api, form }: SignedInRequest): Promise<OtherRecord[]> {
  const asked = form.text(ASKED).split(' ');
  return Promise.all(
    asked.flatMap((one) => {
      const [id = '', why = ''] = one.split('=');
      if (!ID.test(id)) return [];
      if (why === SAME_NUMBER) return [otherRecord(api, id, 'same number', false)];
      const likenesses = LIKENESSES.filter((likeness) => why.split('+').includes(likeness));
      return [
        otherRecord(api, id, likenesses.map((likeness) => LIKENESS_WORDING[likeness]).join('; '), true),
      ];
    }),
  );
}

function recordsIn(
  { form }: SignedInRequest,
  { problem: { code, facts } }: ApiProblem,
): { readonly fault: Fault; readonly records: string } | null {
  const taken = NUMBER_TAKEN[code];
  if (taken && typeof facts?.personId === 'string')
    return { fault: taken, records: `${facts.personId}=${SAME_NUMBER}` };
  if (code !== 'person_may_be_recorded') return null;
  const isConfirmed = (id: string): boolean => form.text(`distinct-${id}`) !== '';
  const similar = similarIn(facts?.similar);
  const text = similar.some(({ personId }) => isConfirmed(personId))
    ? 'Open each record below, or confirm for each that this is a different person.'
    : 'This person may be recorded already. Open the record below, or confirm that this is a different person.';
  const records = similar.map(({ personId, likenesses }) => `${personId}=${likenesses.join('+')}`).join(' ');
  return { fault: { field: PART, text }, records };
}

async function otherRecord(api: Api, id: string, why: string, mayDiffer: boolean): Promise<OtherRecord> {
  return { id, why, mayDiffer, person: await api.get<PersonView>(API_PATHS.person(id)) };
}

interface Similar {
  readonly personId: string;
  readonly likenesses: readonly Likeness[];
}

/** Reads the similar records of an answer of the API. */
function similarIn(given: unknown): Similar[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((one: unknown) => {
    const { personId, likenesses } = one as { personId?: unknown; likenesses?: unknown };
    if (typeof personId !== 'string' || !Array.isArray(likenesses)) return [];
    return [{ personId, likenesses: LIKENESSES.filter((likeness) => likenesses.includes(likeness)) }];
  });
}
