import type { OpenWorkView } from '#contracts/identity';

/** The open work of a user who has none, by kind. */
export const NO_WORK: OpenWorkView['openByKind'] = {
  package: 0,
  case: 0,
  variation_request: 0,
  reallocation: 0,
  restriction: 0,
  contest: 0,
  report: 0,
  concern: 0,
  care_dispute: 0,
  care_difference: 0,
  contract: 0,
  subcontract: 0,
  check: 0,
};
