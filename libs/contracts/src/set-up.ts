/**
 * What an authority needs before its first broadcast, in the order in which it is done (docs/rules.md §7.1).
 *
 * - `commissioner`, `officer`: a user with this role has entered.
 * - `lots`: a lot is recorded.
 * - `lot_postcodes`: every lot has postcodes.
 * - `tier_1`: every lot has a tier-1 contract in force.
 * - `clocks`: a commissioner has confirmed the time limits.
 * - `provider_users`: every provider under contract has a user who can answer.
 * - `capacity`: every lot has a branch under contract that has declared capacity.
 * - `live`: a commissioner has gone live (docs/rules.md §7.5).
 */
export const SET_UP_CHECKS = [
  'commissioner',
  'officer',
  'lots',
  'lot_postcodes',
  'tier_1',
  'clocks',
  'provider_users',
  'capacity',
  'live',
] as const;
export type SetUpCheckCode = (typeof SET_UP_CHECKS)[number];

/** A lot or a provider. */
export interface SetUpSubject {
  readonly id: string;
  readonly name: string;
}

export interface SetUpCheck {
  readonly code: SetUpCheckCode;
  readonly isDone: boolean;
  /** The number of subjects that miss something, of all. */
  readonly missing: number;
  readonly of: number;
  /** Some of the lots or providers that miss something. */
  readonly examples: readonly SetUpSubject[];
}

export interface SetUpView {
  readonly isReady: boolean;
  readonly checkedAt: string;
  readonly checks: readonly SetUpCheck[];
  /** The postcode districts of the lots that have no distance, because no council has imported them. Optional. */
  readonly districtsWithoutDistance: readonly string[];
  readonly clocksConfirmedAt: string | null;
  readonly clocksConfirmedBy: string | null;
}
