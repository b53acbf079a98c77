import type { SetUpCheck, SetUpCheckCode } from '#contracts/set-up';

interface CheckWording {
  readonly title: string;
  readonly done: string;
  /** What is missing, if the check is not done. */
  readonly missing: (check: SetUpCheck) => string;
}

const ofAll = ({ missing, of }: SetUpCheck, what: string): string => `${missing} of ${of} ${what}`;
const NO_LOTS = 'No lots yet';

/** The words of each check of the set-up page. */
export const SET_UP_WORDING: Readonly<Record<SetUpCheckCode, CheckWording>> = {
  commissioner: {
    title: 'Commissioner',
    done: 'A commissioner has signed in',
    missing: () => 'No commissioner has set a password yet',
  },
  officer: {
    title: 'Brokerage officer',
    done: 'An officer has signed in',
    missing: () => 'No officer has set a password yet',
  },
  lots: { title: 'Lots', done: 'Lots are recorded', missing: () => NO_LOTS },
  lot_postcodes: {
    title: 'Postcodes of lots',
    done: 'Every lot has postcodes',
    missing: (check) => (check.of === 0 ? NO_LOTS : ofAll(check, 'lots have no postcodes')),
  },
  tier_1: {
    title: 'Tier 1 contracts',
    done: 'Every lot has a tier 1 contract',
    missing: (check) => (check.of === 0 ? NO_LOTS : ofAll(check, 'lots have no tier 1 contract in force')),
  },
  clocks: {
    title: 'Time limits',
    done: 'Time limits are confirmed',
    missing: () => 'No commissioner has confirmed the time limits',
  },
  provider_users: {
    title: 'Provider users',
    done: 'Every provider under contract has a user who can answer',
    missing: (check) =>
      check.of === 0 ? 'No provider under contract' : ofAll(check, 'providers have no user who can answer'),
  },
  capacity: {
    title: 'Capacity',
    done: 'Every lot has declared capacity',
    missing: (check) => (check.of === 0 ? NO_LOTS : ofAll(check, 'lots have no declared capacity')),
  },
  live: {
    title: 'Going live',
    done: 'Your council is live',
    missing: () => 'Nothing is sent to providers before a commissioner goes live',
  },
};
