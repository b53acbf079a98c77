import { randomUUID } from 'node:crypto';
import type { DocumentView } from '#contracts/documents';
import type { Problem } from '#contracts/errors';
import type { UserView } from '#contracts/identity';
import { ApiProblem } from '../api.js';
import { API_PATHS } from '../paths.js';
import { refusalSentences } from '../wording/refusals.js';
import { type Fault, type Form, idempotencyKeyIn, withFields } from './form.js';
import { type CommandOf, type Inputs, readInputs } from './form-inputs.js';
import type { OpenPage, PageAnswer, PageRequest, SignedInPage, SignedInRequest } from './page.js';
import type { ReturnedOutcome } from './kept-submission.js';
import { faultsOfRefusal, type OwnSentences } from './refusals.js';

/**
 * A form that is shown again with the values that the user typed. Either the form has errors, or the user
 * pressed a button that only changes the form.
 */
export interface ReturnedForm {
  /** The name of the form that is shown again. Empty if the page has only one form. */
  readonly name: string;
  readonly faults: readonly Fault[];
  /**
   * True if another user changed the resource after this user opened the form. The page then also shows the
   * current values of the resource.
   */
  readonly isStale: boolean;
}

/**
 * The last argument of a form's functions `send` and `preview`: the idempotency key and the data that `load`
 * returned.
 */
export interface Submission<Loaded> {
  /**
   * The idempotency key of the submitted form. Pass the key to every API request that creates something, so
   * that sending the form twice creates only one thing.
   */
  readonly key: string;
  readonly loaded: Loaded;
}

/**
 * The definition of a form: the values that are read from it, the API request that it sends, and the page
 * that shows it.
 */
export interface FormDefinition<Request extends PageRequest, I extends Inputs, Loaded> {
  readonly path: string;
  /**
   * The name of the form, needed if the page has several forms. The ids of the form's fields then begin with
   * this name.
   */
  readonly name?: string;
  /** Loads the data that `inputs` or `send` need. Runs before the form is read. */
  readonly load?: (request: Request) => Promise<Loaded>;
  /**
   * The values that are read from the form, keyed by the name of the field in the API request. A form without
   * such values is only a button.
   */
  readonly inputs?: I | ((loaded: Loaded, request: Request) => I);
  /**
   * Finds the errors that rules or the API find in the typed values. Runs also if some values cannot be read, so that
   * one submission shows every error. A field that cannot be read keeps its own error only.
   */
  readonly rules?: (request: Request, loaded: Loaded) => readonly Fault[] | Promise<readonly Fault[]>;
  /** Finds errors that concern several fields of the form. Runs before `send`. */
  readonly check?: (command: CommandOf<I>, loaded: Loaded, request: Request) => readonly Fault[];
  /**
   * Returns a page that shows the effects before anything is sent. The page needs a button `step=confirm`,
   * which sends the form. The page also needs a button `step=change`, which returns to the form. If `preview`
   * returns null, the form is sent without a preview.
   */
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
  /**
   * Renders the page that contains the form. Without `page`, a refusal by the API leads to an error page
   * instead of the form.
   */
  readonly page?: (request: Request, returned?: ReturnedForm) => PageAnswer | Promise<PageAnswer>;
  /**
   * Returns true if the pressed button only changes the form, for example adds a row. The form is then shown
   * again, and nothing is sent.
   */
  readonly showsOnly?: (form: Form) => boolean;
  /** Error messages of this form that replace the general messages of some error codes. */
  readonly sentences?: OwnSentences;
  /**
   * True if the form shows every error from the API. If false, the form shows only errors that the user can
   * solve by changing the form. All other errors are shown on an error page.
   */
  readonly showsEveryRefusal?: boolean;
  /**
   * True if the form has a file field `document`. The file is uploaded before the other fields are checked.
   * The form then gets the hidden fields `documentId` and `documentName`, so that the user need not choose
   * the file again after an error.
   */
  readonly takesDocument?: boolean;
  /** True if the form has a file field that `send` reads itself. */
  readonly takesFile?: boolean;
}

interface SignedInFormDefinition<I extends Inputs, Loaded>
  extends FormDefinition<SignedInRequest, I, Loaded>, Pick<SignedInPage, 'from'> {
  readonly mayOpen?: (user: UserView) => boolean;
}

/**
 * Defines a form for signed-in users. Give `page` for a form that has its own page: opening the address shows
 * this page. Give `from` for a form inside another page: opening the address redirects to the other page.
 */
export function formPage<I extends Inputs = Readonly<Record<never, never>>, Loaded = undefined>(
  definition: SignedInFormDefinition<I, Loaded>,
): SignedInPage {
  const { path, from, mayOpen, page, takesDocument, takesFile } = definition;
  return {
    path,
    ...(from !== undefined && { from }),
    ...(mayOpen && { mayOpen }),
    ...((takesDocument || takesFile) && { takesFile: true }),
    ...(page && from === undefined && { get: (request: SignedInRequest) => page(request) }),
    ...(page && { again: (request: SignedInRequest, outcome) => render(definition, request, outcome) }),
    post: (request) => submit(definition, request),
  };
}

/** Defines a form that users can send without a session. */
export function openFormPage<I extends Inputs = Readonly<Record<never, never>>, Loaded = undefined>(
  definition: FormDefinition<PageRequest, I, Loaded>,
): OpenPage {
  const { path, page } = definition;
  return {
    path,
    isOpen: true,
    ...(page && { get: (request: PageRequest) => page(request) }),
    ...(page && { again: (request: PageRequest, outcome) => render(definition, request, outcome) }),
    post: (request) => submit(definition, request),
  };
}

/**
 * Reads the submitted form and sends its values to the API. Shows the form again if a value is invalid or if
 * the API refuses the request.
 */
async function submit<Request extends PageRequest, I extends Inputs, Loaded>(
  definition: FormDefinition<Request, I, Loaded>,
  sent: Request,
): Promise<PageAnswer> {
  const { page, showsOnly } = definition;
  const isOnlyShown = sent.form.text('step') === 'change' || showsOnly?.(sent.form) === true;
  if (page && isOnlyShown) return showAgain(definition, sent, {});
  // The cast is safe: without the function `load`, the type `Loaded` is undefined.
  const loaded = definition.load ? await definition.load(sent) : (undefined as Loaded);
  const inputs = inputsOf(definition, loaded, sent);
  let request = sent;
  try {
    if (definition.takesDocument) request = await withDocument(sent);
    const outcome = await attempt(definition, request, { inputs, loaded });
    if ('answer' in outcome) return outcome.answer;
    return showAgain(definition, request, { faults: outcome.faults, status: 400 });
  } catch (error) {
    if (!(error instanceof ApiProblem) || !page) throw error;
    const { problem, retryAfterSeconds } = error;
    const faults = faultsOf(definition, problem, inputs);
    if (faults === null) throw error;
    const isStale = problem.code === 'version_stale' || problem.code === 'register_stale';
    return showAgain(definition, request, { faults, status: problem.status, retryAfterSeconds, isStale });
  }
}

type Outcome = { readonly answer: PageAnswer } | { readonly faults: readonly Fault[] };

/**
 * Reads the form and sends its values to the API, or shows a preview of the effects.
 *
 * @returns the page, or the errors because of which nothing was sent
 */
async function attempt<Request extends PageRequest, I extends Inputs, Loaded>(
  definition: FormDefinition<Request, I, Loaded>,
  request: Request,
  { inputs, loaded }: { readonly inputs: I; readonly loaded: Loaded },
): Promise<Outcome> {
  const { rules, check, preview, send } = definition;
  const reading = readInputs(inputs, request.form);
  const unread = 'faults' in reading ? reading.faults : [];
  const broken = (await rules?.(request, loaded)) ?? [];
  const all = [...unread, ...broken.filter(({ field }) => !unread.some((fault) => fault.field === field))];
  if ('faults' in reading || all.length > 0) return { faults: inOrderOfFields(all, inputs) };
  const command = reading.value;
  const faults = check?.(command, loaded, request) ?? [];
  if (faults.length > 0) return { faults };
  const submission = { key: idempotencyKeyIn(request.form), loaded };
  const isConfirmed = request.form.text('step') === 'confirm';
  const previewed = isConfirmed ? null : await preview?.(request, command, submission);
  return { answer: previewed ?? (await send(request, command, submission)) };
}

/** Sorts errors in the order in which the form defines its fields. Errors of other fields keep their order and follow. */
function inOrderOfFields(faults: readonly Fault[], inputs: Inputs): readonly Fault[] {
  const fields = Object.entries(inputs).map(([name, { field }]) => field ?? name);
  const place = ({ field = '' }: Fault): number => {
    const named = fields.findIndex((one) => field === one || field.startsWith(`${one}-`));
    return named === -1 ? fields.length : named;
  };
  return [...faults].sort((a, b) => place(a) - place(b));
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

/**
 * Uploads the file of the submitted form to the API. Returns the request with the document's id and name as
 * additional form fields.
 */
async function withDocument<Request extends PageRequest>(request: Request): Promise<Request> {
  const { api, form } = request;
  const file = form.file('document');
  if (!file) return request;
  const key = idempotencyKeyIn(form, 'documentKey');
  const { id, name } = await api.upload<DocumentView>(API_PATHS.uploadDocument(file.name), file, key);
  return { ...request, form: withFields(form, { documentId: id, documentName: name }) };
}

interface ShowAgainOptions {
  readonly faults?: readonly Fault[];
  readonly status?: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly isStale?: boolean;
}

function showAgain<Request extends PageRequest, I extends Inputs, Loaded>(
  definition: FormDefinition<Request, I, Loaded>,
  request: Request,
  { faults = [], status = 200, retryAfterSeconds, isStale = false }: ShowAgainOptions,
): PageAnswer {
  const outcome: ReturnedOutcome = { kind: 'form', faults, status, retryAfterSeconds, isStale };
  return { outcome, form: request.form, show: () => render(definition, request, outcome) };
}

/** Renders the page of a form with what the user typed and its errors. */
async function render<Request extends PageRequest, I extends Inputs, Loaded>(
  { name = '', page }: FormDefinition<Request, I, Loaded>,
  request: Request,
  { faults, status, retryAfterSeconds, isStale }: ReturnedOutcome,
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

/**
 * The functions and values that every template with a form uses. The parameter `id` is the element id of a
 * form field. It begins with the name of the form.
 */
export interface FormView {
  readonly faults: readonly Fault[];
  /**
   * The name of the form that is shown again. If that form is in a collapsed part of the page, the template
   * opens this part.
   */
  readonly returnedForm: string | null;
  readonly isStale: boolean;
  /**
   * Returns the text that the user typed into a field, if the field's form is shown again. Otherwise returns
   * `initial`.
   */
  readonly typed: (id: string, initial?: string) => string;
  /**
   * Returns the value for the form's hidden field `version`: the version of the resource that the user last
   * saw. If that version is out of date, returns the current version, because the page then shows the current
   * values of the resource.
   */
  readonly versionOf: (current: number | null | undefined, name?: string) => string;
  /** Creates an idempotency key for a hidden field of a form. */
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
