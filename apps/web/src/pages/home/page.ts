import { homeOf } from '../../console/navigation.js';
import { goTo, type SignedInPage } from '../../console/page.js';
import { PATHS } from '../../paths.js';

/** The front door: on to where somebody's work begins, or to signing in. */
export const homePage: SignedInPage = {
  path: PATHS.home,
  get: ({ user }) => goTo(homeOf(user.role)),
};
