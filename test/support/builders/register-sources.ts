import type { RegisterSource } from '#contracts/providers';
import { addDays } from '#domain/time/iso-date';

/**
 * Returns a source for a change of the register facts of a branch. Each version of the branch has a later source, so
 * that a test may change a branch several times. All lie before the instant at which the tests' clock starts.
 */
export const aSource = (branchVersion = 1): RegisterSource => ({
  kind: 'publication',
  reference: 'https://www.cqc.org.uk/location/1-101635212',
  publishedOn: addDays('2025-07-01', branchVersion),
});
