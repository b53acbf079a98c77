import type { ImportKind } from '#contracts/imports';
import type { KindSteps } from '../steps/kind-steps.js';
import { CARE_STEPS } from './care-steps.js';
import { DISTRICT_STEPS } from './district-steps.js';
import { CAPACITY_STEPS, CONTRACT_STEPS, LOT_STEPS, SUBCONTRACT_STEPS } from './framework-steps.js';
import { PEOPLE_STEPS } from './people-steps.js';
import { BRANCH_STEPS, DIRECTORY_STEPS, PROVIDER_STEPS } from './register-steps.js';
import { USER_STEPS } from './user-steps.js';

const STEPS = {
  lots: LOT_STEPS,
  directory: DIRECTORY_STEPS,
  providers: PROVIDER_STEPS,
  branches: BRANCH_STEPS,
  contracts: CONTRACT_STEPS,
  subcontracts: SUBCONTRACT_STEPS,
  capacity: CAPACITY_STEPS,
  people: PEOPLE_STEPS,
  care: CARE_STEPS,
  users: USER_STEPS,
  districts: DISTRICT_STEPS,
} as const satisfies Readonly<Record<ImportKind, unknown>>;

/** Returns the steps of a kind. What `read` returns is only ever given back to the steps of the same kind. */
export const stepsOf = (kind: ImportKind): KindSteps<unknown> => STEPS[kind] as KindSteps<unknown>;
