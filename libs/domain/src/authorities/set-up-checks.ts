import { SET_UP_CHECKS, type SetUpCheck, type SetUpCheckCode, type SetUpSubject } from '#contracts/set-up';

/** Facts about a group of subjects: how many there are, how many miss something, and some of these. */
export interface Missing {
  readonly of: number;
  readonly missing: number;
  readonly examples: readonly SetUpSubject[];
}

export interface SetUpFacts {
  readonly commissioners: number;
  readonly officers: number;
  readonly lots: number;
  readonly lotsWithoutPostcodes: Missing;
  readonly lotsWithoutTier1: Missing;
  readonly areClocksConfirmed: boolean;
  readonly providersWithoutUsers: Missing;
  readonly lotsWithoutCapacity: Missing;
  readonly isLive: boolean;
}

/**
 * Checks what still stands between an authority and its first broadcast (docs/rules.md §7.1), in the order in which it
 * is done. A check of subjects is not done while there is no subject.
 */
export function setUpChecks(facts: SetUpFacts): SetUpCheck[] {
  const found: Record<SetUpCheckCode, Missing> = {
    commissioner: atLeastOne(facts.commissioners),
    officer: atLeastOne(facts.officers),
    lots: atLeastOne(facts.lots),
    lot_postcodes: facts.lotsWithoutPostcodes,
    tier_1: facts.lotsWithoutTier1,
    clocks: atLeastOne(facts.areClocksConfirmed ? 1 : 0),
    provider_users: facts.providersWithoutUsers,
    capacity: facts.lotsWithoutCapacity,
    live: atLeastOne(facts.isLive ? 1 : 0),
  };
  return SET_UP_CHECKS.map((code) => {
    const { of, missing, examples } = found[code];
    return { code, isDone: of > 0 && missing === 0, missing, of, examples };
  });
}

const atLeastOne = (count: number): Missing => ({
  of: Math.max(count, 1),
  missing: count > 0 ? 0 : 1,
  examples: [],
});
