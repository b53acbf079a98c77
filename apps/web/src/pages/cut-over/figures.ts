import {
  type CareDifferenceView,
  type CutOverView,
  FIGURE_KINDS,
  type ReconciliationDetail,
  type ReconciliationView,
} from '#contracts/cut-over';
import type { UserView } from '#contracts/identity';
import type { Page as ListPage } from '#contracts/list-page';
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
import { mayCommission } from '../../console/roles.js';
import { calendarDay } from '../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';
import { FIGURE_KIND_WORDING } from '../../wording/cut-over.js';
import { mediaTypeOf, TABLE_FILE } from '../imports/table-file.js';
import { dayLine, differenceLine, sumLine, totalLine } from './cut-over-shown.js';

const mayRead = ({ role }: UserView): boolean =>
  role === 'officer' || role === 'commissioner' || role === 'auditor';

const MOST_DAYS = '14';

/** The page on which a commissioner uploads the council's own figures, with every difference that is open. */
const figuresPage = formPage({
  path: PATHS.figures,
  mayOpen: mayRead,
  takesFile: true,
  inputs: { kind: oneOf(FIGURE_KINDS, 'Choose the contents of the file.'), file: TABLE_FILE },
  send: async ({ api }, { kind, file }, { key }) => {
    const path = API_PATHS.uploadFigures({ kind, name: file.name || 'file' });
    const content = { mediaType: mediaTypeOf(file), content: file.content };
    const { id } = await api.upload<ReconciliationDetail>(path, content, key);
    return redirect(PATHS.figuresOfDay(id), { notice: 'figures_compared' });
  },
  page: showFigures,
});

async function showFigures(
  { api, user, form, query }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const isOpen = query.text('state') !== 'settled';
  const state = isOpen ? '' : 'settled';
  const [{ stage }, days, differences] = await Promise.all([
    api.get<CutOverView>(API_PATHS.cutOver),
    api.get<ListPage<ReconciliationView>>(API_PATHS.figureDays({ limit: MOST_DAYS })),
    api.get<ListPage<CareDifferenceView>>(API_PATHS.differences({ state, after: query.text('after') })),
  ]);
  const { typed } = formView(form, returned);
  return render('pages/cut-over/figures.njk', {
    days: days.items.map(dayLine),
    differences: differences.items.map((one) => differenceLine(one, mayCommission(user))),
    isOpen,
    others: PATHS.figures + queryOf({ state: isOpen ? 'settled' : '' }),
    more: differences.next && PATHS.figures + queryOf({ state, after: differences.next }),
    isLive: stage === 'live',
    mayUpload: mayCommission(user) && stage !== 'live',
    kinds: FIGURE_KINDS.map((value) => ({
      value,
      text: FIGURE_KIND_WORDING[value],
      checked: typed('kind') === value,
      template: PATHS.figureTemplate(value),
    })),
  });
}

/** The sums of one day, side by side. */
const dayPage: SignedInPage = {
  path: PATHS.figuresOfDay(':id'),
  mayOpen: mayRead,
  get: async ({ api, id }) => {
    const view = await api.get<ReconciliationDetail>(API_PATHS.figuresOfDay(id));
    return render('pages/cut-over/day.njk', {
      view: { ...view, dayText: calendarDay(view.day) },
      totals: view.totals.map(totalLine),
      sum: sumLine(view.totals),
    });
  },
};

const templatePage: SignedInPage = {
  path: PATHS.figureTemplate(':kind'),
  mayOpen: mayRead,
  get: async ({ api, parameters }) => ({
    file: await api.open(API_PATHS.figureTemplate(parameters.kind ?? '')),
  }),
};

export const FIGURE_PAGES: readonly Page[] = [figuresPage, dayPage, templatePage];
