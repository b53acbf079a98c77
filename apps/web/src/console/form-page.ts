import { randomUUID } from 'node:crypto';
import type { DocumentView } from '#contracts/documents';
import type { Problem } from '#contracts/errors';
import type { UserView } from '#contracts/identity';
import { ApiProblem } from '../api.js';
import { API_PATHS } from '../paths.js';
import { refusalSentences } from '../wording/refusals.js';
import { type Fault, type Form, idempotencyKeyIn, withFields } from './form.js';
import { type CommandOf, type Inputs, readInputs } from './inputs.js';
import type { OpenPage, PageAnswer, PageRequest, SignedInPage, SignedInRequest } from './page.js';
import { faultsOfRefusal, type OwnSentences } from './refusals.js';

/** A form that is shown again with what was typed: because of errors, or because its sender goes on filling it in. */
export interface ReturnedForm {
  /** The name of the form, if its page has several. */
  readonly name: string;
  readonly faults: readonly Fault[];
  /** True if the resource was changed after the form was opened. The page shows the current state beside what was typed. */
  readonly isStale: boolean;
}

/** The arguments of `send` and `preview`, other than the command. */
export interface Submission<Loaded> {
  /** Makes sending the form twice one command. Pass it to every request that creates something. */
  readonly key: string;
  readonly loaded: Loaded;
}

/** A form: its inputs, the command that it sends, and the page that shows it. */
export interface FormDefinition<Request extends PageRequest, I extends Inputs, Loaded> {
  readonly path: string;
  /** The name begins the ids of the fields, if the page has several forms. */
  readonly name?: string;
  /** Reads what the inputs or the command depend on, before the form is read. */
  readonly load?: (request: Request) => Promise<Loaded>;
  /** The inputs, by the names of the request fields. A form without inputs is a button. */
  readonly inputs?: I | ((loaded: Loaded, request: Request) => I);
  /** Finds errors in the command as a whole, before it is sent. */
  readonly check?: (command: CommandOf<I>, loaded: Loaded, request: Request) => readonly Fault[];
  /** Shows what the command would do. A button `step` with the value `confirm` then sends it, and `change` returns to the form. Null sends it at once. */
  readonly preview?: (
    request: Request,
    command: CommandOf<I>,
    submission: Submission<Loaded>,
  ) => Promise<PageAnswer | null>;
  readonly send: (
    request: Request,
    command: CommandOf<I>,
    submission: Submission<Loaded>,
  ) => PageAnswer | Promise<PageAnswer>;
  /** The page with the form. Without it a refusal is shown on a failure page. */
  readonly page?: (request: Request, returned?: ReturnedForm) => PageAnswer | Promise<PageAnswer>;
  /** True if a button only shows the form again, for example with one more row. */
  readonly showsOnly?: (form: Form) => boolean;
  /** Messages of this form for codes whose general message does not fit. */
  readonly sentences?: OwnSentences;
  /** True if the form itself shows every refusal, also one that changing the form cannot help. */
  readonly showsEveryRefusal?: boolean;
  /**
   * True if the form carries a document, in the field `document`. The document is uploaded at once, before anything
   * else is checked, and `documentId` and `documentName` are then fields of the form. So it need not be chosen again.
   */
  readonly takesDocument?: boolean;
}

interface SignedInFormDefinition<I extends Inputs, Loaded>
  extends FormDefinition<SignedInRequest, I, Loaded>, Pick<SignedInPage, 'from'> {
  readonly mayOpen?: (user: UserView) => boolean;
}

/** A form for signed-in users. Its address shows `page`, or redirects to `from` if the form is on another page. */
export function formPage<I extends Inputs = Readonly<Record<never, never>>, Loaded = undefined>(
  definition: SignedInFormDefinition<I, Loaded>,
): SignedInPage {
  const { path, from, mayOpen, page, takesDocument } = definition;
  return {
    path,
    ...(from !== undefined && { from }),
    ...(mayOpen && { mayOpen }),
    ...(takesDocument && { takesFile: true }),
    ...(page && from === undefined && { get: (request: SignedInRequest) => page(request) }),
    post: (request) => submit(definition, request),
  };
}

/** A form that needs no session. */
export function openFormPage<I extends Inputs = Readonly<Record<never, never>>, Loaded = undefined>(
  definition: FormDefinition<PageRequest, I, Loaded>,
): OpenPage {
  const { path, page } = definition;
  return {
    path,
    isOpen: true,
    ...(page && { get: (request: PageRequest) => page(request) }),
    post: (request) => submit(definition, request),
  };
}

/** Reads the form and sends its command. Shows the form again if an input is wrong, or if the API refuses the command. */
async function submit<Request extends PageRequest, I extends Inputs, Loaded>(
  definition: FormDefinition<Request, I, Loaded>,
  sent: Request,
): Promise<PageAnswer> {
  const { page, showsOnly } = definition;
  const isOnlyShown = sent.form.text('step') === 'change' || showsOnly?.(sent.form) === true;
  if (page && isOnlyShown) return showAgain(definition, sent, {});
  // `Loaded` is undefined for a form without `load`.
  const loaded = definition.load ? await definition.load(sent) : (undefined as Loaded);
  const inputs = inputsOf(definition, loaded, sent);
  let request = sent;
  try {
    if (definition.takesDocument) request = await withDocument(sent);
    const outcome = await attempt(definition, request, { inputs, loaded });
    if ('answer' in outcome) return outcome.answer;
    return await showAgain(definition, request, { faults: outcome.faults, status: 400 });
  } catch (error) {
    if (!(error instanceof ApiProblem) || !page) throw error;
    const { problem, retryAfterSeconds } = error;
    const faults = faultsOf(definition, problem, inputs);
    if (faults === null) throw error;
    const isStale = problem.code === 'version_stale';
    return showAgain(definition, request, { faults, status: problem.status, retryAfterSeconds, isStale });
  }
}

type Outcome = { readonly answer: PageAnswer } | { readonly faults: readonly Fault[] };

/** @returns the answer, or the errors because of which nothing was sent */
async function attempt<Request extends PageRequest, I extends Inputs, Loaded>(
  definition: FormDefinition<Request, I, Loaded>,
  request: Request,
  { inputs, loaded }: { readonly inputs: I; readonly loaded: Loaded },
): Promise<Outcome> {
  const { check, preview, send } = definition;
  const reading = readInputs(inputs, request.form);
  if ('faults' in reading) return reading;
  const command = reading.value;
  const faults = check?.(command, loaded, request) ?? [];
  if (faults.length > 0) return { faults };
  const submission = { key: idempotencyKeyIn(request.form), loaded };
  const isConfirmed = request.form.text('step') === 'confirm';
  const previewed = isConfirmed ? null : await preview?.(request, command, submission);
  return { answer: previewed ?? (await send(request, command, submission)) };
}

function inputsOf<Request extends PageRequest, I extends Inputs, Loaded>(
  { inputs }: FormDefinition<Request, I, Loaded>,
  loaded: Loaded,
  request: Request,
): I {
  if (typeof inputs === 'function') return inputs(loaded, request);
  return inputs ?? ({} as I);
}

function faultsOf<Request extends PageRequest, I extends Inputs, Loaded>(
  { sentences, showsEveryRefusal }: FormDefinition<Request, I, Loaded>,
  problem: Problem,
  inputs: I,
): readonly Fault[] | null {
  const faults = faultsOfRefusal(problem, inputs, sentences);
  return faults ?? (showsEveryRefusal ? refusalSentences(problem).map((text) => ({ text })) : null);
}

/** The request with the fields of the document that it brought: its id and its name. */
async function withDocument<Request extends PageRequest>(request: Request): Promise<Request> {
  const { api, form } = request;
  const file = form.file('document');
  if (!file) return request;
  const key = idempotencyKeyIn(form, 'documentKey');
  const { id, name } = await api.upload<DocumentView>(API_PATHS.uploadDocument(file.name), file, key);
  return { ...request, form: withFields(form, { documentId: id, documentName: name }) };
}

interface Again {
  readonly faults?: readonly Fault[];
  readonly status?: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly isStale?: boolean;
}

async function showAgain<Request extends PageRequest, I extends Inputs, Loaded>(
  { name = '', page }: FormDefinition<Request, I, Loaded>,
  request: Request,
  { faults = [], status = 200, retryAfterSeconds, isStale = false }: Again,
): Promise<PageAnswer> {
  if (!page) throw new Error('only a form with a page is shown again');
  const idOf = (field: string): string => (name === '' ? field : `${name}-${field}`);
  const faultsById = faults.map(({ field, text }) =>
    field === undefined ? { text } : { field: idOf(field), text },
  );
  const returned: ReturnedForm = { name, faults: faultsById, isStale };
  const answer = await page(request, returned);
  if (!('template' in answer)) return answer;
  const view = { ...formView(request.form, returned), ...answer.view };
  return { ...answer, view, status, retryAfterSeconds };
}

/** What every template with a form uses. `id` is the id of a field, which begins with the name of its form. */
export interface FormView {
  readonly faults: readonly Fault[];
  /** The name of the form that is shown again; its part of the page is unfolded. */
  readonly returnedForm: string | null;
  readonly isStale: boolean;
  /** What was typed into a field of the form that is shown again, otherwise `initial`. */
  readonly typed: (id: string, initial?: string) => string;
  /** The version that a form sends: the version that the user saw. After a stale version the user has seen the current one. */
  readonly versionOf: (current: number | null | undefined, name?: string) => string;
  /** A new idempotency key. */
  readonly newKey: () => string;
}

export function formView(form: Form, returned?: ReturnedForm): FormView {
  const prefix = returned?.name ? `${returned.name}-` : '';
  return {
    faults: returned?.faults ?? [],
    returnedForm: returned?.name ?? null,
    isStale: returned?.isStale ?? false,
    typed: (id, initial = '') =>
      returned && id.startsWith(prefix) ? form.exact(id.slice(prefix.length)) : initial,
    versionOf: (current, name = '') => {
      const isKept = returned !== undefined && returned.name === name && !returned.isStale;
      return (isKept && form.text('version')) || String(current ?? '');
    },
    newKey: randomUUID,
  };
}
