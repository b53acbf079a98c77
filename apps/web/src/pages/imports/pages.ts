import {
  IMPORT_KINDS,
  type ImportKind,
  type ImportRowView,
  type ImportSummary,
  type ImportView,
  kindsFor,
} from '#contracts/imports';
import type { Page as ListPage } from '#contracts/list-page';
import type { UserView } from '#contracts/identity';
import { formPage, formView, type ReturnedForm } from '../../console/form-page.js';
import { oneOf } from '../../console/form-inputs.js';
import {
  type Page,
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../console/page.js';
import { mayReadImports } from '../../console/roles.js';
import type { Notice } from '../../wording/notices.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';
import { IMPORT_KIND_WORDING } from '../../wording/imports.js';
import { mediaTypeOf, TABLE_FILE } from './table-file.js';
import { importLine, importShown, isOutcome, outcomeLinks, rowLine } from './imports-shown.js';

const mayImport = (user: UserView): boolean => user.role !== 'auditor' && mayReadImports(user);

/** The list of imports, with the form that uploads a file. */
const importsPage = formPage({
  path: PATHS.imports,
  mayOpen: mayReadImports,
  takesFile: true,
  inputs: { kind: oneOf(IMPORT_KINDS, 'Choose the contents of the file.'), file: TABLE_FILE },
  send: async ({ api }, { kind, file }, { key }) => {
    const path = API_PATHS.uploadImport({ kind, name: file.name || 'file' });
    const { id } = await api.upload<ImportView>(
      path,
      { mediaType: mediaTypeOf(file), content: file.content },
      key,
    );
    return redirect(PATHS.import(id), { notice: 'import_uploaded' });
  },
  page: showImports,
});

async function showImports(
  { api, user, form, query }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const { items, next } = await api.get<ListPage<ImportSummary>>(
    API_PATHS.imports({ after: query.text('after') }),
  );
  const { typed } = formView(form, returned);
  const kinds = kindsFor(user.role);
  return render('pages/imports/imports.njk', {
    imports: items.map(importLine),
    more: next && PATHS.imports + queryOf({ after: next }),
    mayImport: mayImport(user),
    kinds: kinds.map((value: ImportKind) => ({
      value,
      text: IMPORT_KIND_WORDING[value],
      checked: typed('kind') === value || kinds.length === 1,
      template: PATHS.importTemplate(value),
      isOfCqc: value === 'directory',
    })),
  });
}

/** One import: what was found in the file, the progress, and the outcome of each row. */
const importPage: SignedInPage = {
  path: PATHS.import(':id'),
  mayOpen: mayReadImports,
  get: async ({ api, id, query, user }) => {
    const word = query.text('outcome');
    const outcome = isOutcome(word) ? word : '';
    const [view, rows] = await Promise.all([
      api.get<ImportView>(API_PATHS.import(id)),
      api.get<ListPage<ImportRowView>>(API_PATHS.importRows(id, { outcome, after: query.text('after') })),
    ]);
    return render('pages/imports/import.njk', {
      file: importShown(view, mayImport(user)),
      rows: rows.items.map(rowLine),
      filters: outcomeLinks(view, outcome),
      more: rows.next && PATHS.import(id) + queryOf({ outcome, after: rows.next }),
      result: PATHS.importResult(id),
      address: PATHS.import(id),
    });
  },
};

const resultPage: SignedInPage = {
  path: PATHS.importResult(':id'),
  mayOpen: mayReadImports,
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.importResult(id)) }),
};

const templatePage: SignedInPage = {
  path: PATHS.importTemplate(':kind'),
  mayOpen: mayReadImports,
  get: async ({ api, parameters }) => ({
    file: await api.open(API_PATHS.importTemplate(parameters.kind ?? '')),
  }),
};

const step = (path: (id: string) => string, api: (id: string) => string, notice: Notice): Page =>
  formPage({
    path: path(':id'),
    from: PATHS.import(':id'),
    mayOpen: mayImport,
    send: async (request) => {
      await request.api.post<ImportView>(api(request.id));
      return redirect(PATHS.import(request.id), { notice });
    },
  });

/** The page that asks to confirm that an import is taken back, and says what it does. */
const takeBackPage = formPage({
  path: PATHS.takeBackImport(':id'),
  mayOpen: mayImport,
  showsEveryRefusal: true,
  send: async ({ api, id }) => {
    await api.post<ImportView>(API_PATHS.takeBackImport(id));
    return redirect(PATHS.import(id), { notice: 'import_taken_back' });
  },
  page: async ({ api, id, user }) => {
    const view = await api.get<ImportView>(API_PATHS.import(id));
    return render('pages/imports/take-back.njk', {
      file: importShown(view, mayImport(user)),
      address: PATHS.import(id),
    });
  },
});

export const IMPORT_PAGES: readonly Page[] = [
  importsPage,
  templatePage,
  importPage,
  resultPage,
  step(PATHS.startImport, API_PATHS.startImport, 'import_started'),
  step(PATHS.stopImport, API_PATHS.stopImport, 'import_stopped'),
  step(PATHS.discardImport, API_PATHS.discardImport, 'import_discarded'),
  takeBackPage,
];
