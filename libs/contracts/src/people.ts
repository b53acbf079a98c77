/** Personal details. Only the roles of docs/rules.md §7 read them, and every read is recorded. */
export interface PersonDetails {
  /** The authority's own case number. */
  readonly reference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly nhsNumber?: string | null;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
}

export interface PersonView extends PersonDetails {
  readonly id: string;
  readonly version: number;
  readonly exclusions: readonly ExclusionView[];
}

/**
 * The answer to a change of personal details. It leaves the details out, because answers are stored with idempotency
 * keys.
 */
export interface PersonSaved {
  readonly id: string;
  readonly version: number;
}

/** A person as lists show them: no name, no address. */
export interface PersonSummary {
  readonly id: string;
  readonly reference: string;
  readonly postcodeDistrict: string;
  readonly livesAlone: boolean;
}

/** The person or the family does not want this branch. */
export interface NewExclusion {
  readonly branchId: string;
  readonly reason: string;
}

export interface ExclusionView extends NewExclusion {
  readonly branchName: string;
  readonly recordedAt: string;
}

/** What the delivering branch sees of the person, from the award to the end of care. */
export interface CaredForPerson {
  readonly placementId: string | null;
  /** The award. Null for care that was live before Homeward. */
  readonly awardId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
}
