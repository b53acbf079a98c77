/**
 * The personal details of a person who receives care. Only the roles of docs/rules.md §7 may read the
 * details, and every read is recorded.
 */
export interface PersonDetails {
  /** The authority's case number for the person. */
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
 * The answer to a change of a person's details. The answer contains no details, because the database keeps
 * answers for repeated requests.
 */
export interface PersonSaved {
  readonly id: string;
  readonly version: number;
}

/** A person as lists show people, without name and address. */
export interface PersonSummary {
  readonly id: string;
  readonly reference: string;
  readonly postcodeDistrict: string;
  readonly livesAlone: boolean;
}

/** A branch that the person or the family does not want. */
export interface NewExclusion {
  readonly branchId: string;
  readonly reason: string;
}

export interface ExclusionView extends NewExclusion {
  readonly branchName: string;
  readonly recordedAt: string;
}

/** The personal details that the users of the delivering branch's provider can read until the care ends. */
export interface CaredForPerson {
  readonly placementId: string | null;
  /**
   * The award from which the care came. Null for care that was already live before the authority used
   * Homeward.
   */
  readonly awardId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
}
