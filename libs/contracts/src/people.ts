/** Personal details live here and are read only by those of docs/rules.md §7; every read is recorded. */
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

/** What a change of somebody's details answers: never the details themselves, which would be kept with its key. */
export interface PersonSaved {
  readonly id: string;
  readonly version: number;
}

/** What a list may show: no name, no address. */
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

/** What a delivering branch sees of the person it cares for, from award to the end of care. */
export interface CaredForPerson {
  readonly placementId: string | null;
  /** Null for care that was live before Homeward. */
  readonly awardId: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
}
