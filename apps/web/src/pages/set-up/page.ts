import type { UserView } from '#contracts/identity';
import type { SetUpCheck, SetUpCheckCode, SetUpSubject, SetUpView } from '#contracts/set-up';
import { formPage } from '../../console/form-page.js';
import { redirect, render, type SignedInPage } from '../../console/page.js';
import { mayAdminister, mayCommission } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { SET_UP_WORDING } from '../../wording/set-up.js';

const maySetUp = (user: UserView): boolean => mayAdminister(user) || mayCommission(user);

/**
 * The page that says what an authority still needs before its first broadcast. Once all is done, the page says so and
 * stays, because a lot can lose its last contract later.
 */
export const setUpPage: SignedInPage = {
  path: PATHS.setUp,
  mayOpen: maySetUp,
  get: async ({ api, user }) => {
    const view = await api.get<SetUpView>(API_PATHS.setUp);
    return render('pages/set-up/page.njk', {
      isReady: view.isReady,
      checkedAt: view.checkedAt,
      open: view.checks.filter(({ isDone }) => !isDone).length,
      checks: view.checks.map((check) => checkShown(check, view, user)),
      districts: view.districtsWithoutDistance,
      mayConfirm: mayCommission(user),
    });
  },
};

export const confirmClocksPage = formPage({
  path: PATHS.confirmClocks,
  from: PATHS.setUp,
  mayOpen: mayCommission,
  send: async ({ api }) => {
    await api.post(API_PATHS.confirmClocks, {});
    return redirect(PATHS.setUp, { notice: 'clocks_confirmed' });
  },
});

function checkShown(check: SetUpCheck, view: SetUpView, user: UserView) {
  const { code, isDone, missing, examples } = check;
  const { title, done, missing: missingWords } = SET_UP_WORDING[code];
  const linkOf = LINK_OF_EXAMPLE[code];
  return {
    code,
    title,
    isDone,
    text: isDone ? done : missingWords(check),
    examples: examples.map(({ id, name }) => ({ name, href: linkOf?.(id, user) ?? null })),
    more: missing - examples.length,
    link: isDone ? null : linkOfCheck(check, user),
    confirmed:
      code === 'clocks' && isDone ? { at: view.clocksConfirmedAt, by: view.clocksConfirmedBy } : null,
  };
}

const LINK_OF_EXAMPLE: Readonly<
  Partial<Record<SetUpCheckCode, (id: SetUpSubject['id'], user: UserView) => string | null>>
> = {
  lot_postcodes: (id, user) => (mayCommission(user) ? PATHS.changeLot(id) : null),
  tier_1: (id, user) => (mayCommission(user) ? PATHS.lotCoverage(id) : null),
  capacity: (id, user) => (mayCommission(user) ? PATHS.lotCoverage(id) : null),
};

interface Link {
  readonly text: string;
  /** Null if another role does it. */
  readonly href: string | null;
}

/** Returns the link to the page that mends a check. */
function linkOfCheck({ code, of }: SetUpCheck, user: UserView): Link | null {
  const byAdministrator = (text: string, href: string): Link =>
    mayAdminister(user) ? { text, href } : { text: 'An administrator does this', href: null };
  const byCommissioner = (text: string, href: string): Link =>
    mayCommission(user) ? { text, href } : { text: 'A commissioner does this', href: null };
  switch (code) {
    case 'commissioner':
    case 'officer':
      return byAdministrator('Add a user', PATHS.newUser);
    case 'lots':
      return byCommissioner('Record lots', PATHS.newLot);
    case 'lot_postcodes':
      return of === 0 ? null : byCommissioner('Change lots', PATHS.coverage);
    case 'tier_1':
      return of === 0 ? null : byCommissioner('Record contracts', PATHS.newContract);
    case 'clocks':
      return byCommissioner('View time limits', PATHS.clocks);
    case 'provider_users':
      return of === 0
        ? null
        : byAdministrator('Invite provider administrators', PATHS.providerAdministrators);
    case 'live':
      return byCommissioner('Going live', PATHS.cutOver);
    case 'capacity':
      return of === 0 ? null : { text: 'Providers declare their capacity', href: null };
  }
}
