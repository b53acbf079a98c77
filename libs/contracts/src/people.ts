/**
 * The personal details of a person who receives care. Only the roles of docs/rules.md §7 may read the
 * details, and every read is recorded.
 */
export interface PersonDetails {
  /** The authority's case number for the person. */
  readonly reference: string;
  /** Empty for a person with one name, which is then the family name, or the other way round. */
  readonly givenName: string;
  readonly familyName: string;
  /** `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` if only that is known. Null if not known. */
  readonly bornOn: string | null;
  readonly nhsNumber?: string | null;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
}

/** A new person, or new details of a person, with the answers to `person_may_be_recorded`. */
export interface PersonToRecord extends PersonDetails {
  /** The people with similar records that the user confirmed to be other people. */
  readonly distinctFrom?: readonly string[];
}

/** Why a record may be of the same person as another record. */
export const LIKENESSES = ['reference', 'name_and_birth', 'name'] as const;
export type Likeness = (typeof LIKENESSES)[number];

export interface PersonView extends PersonDetails {
  readonly id: string;
  readonly version: number;
  readonly exclusions: readonly ExclusionView[];
  /** The case numbers of records of the same person that were merged into this record. */
  readonly mergedReferences: readonly string[];
}

/** Merges another record of the same person into a record. The versions are those that the user saw. */
export interface MergePeople {
  readonly version: number;
  readonly otherPersonId: string;
  readonly otherVersion: number;
}

/** Why two records cannot be merged now. */
export interface MergeFault {
  readonly code: 'same_record' | 'nhs_numbers_differ' | 'births_differ' | 'work_out_with_branches';
  readonly sentence: string;
  /** The packages that are out with branches. */
  readonly packageIds?: readonly string[];
}

/**
 * The answer to a change of a person's details. The answer contains no details, because the database keeps
 * answers for repeated requests.
 */
export interface PersonSaved {
  readonly id: string;
  readonly version: number;
}

export const SEARCH_FIELDS = [
  'name',
  'bornOn',
  'nhsNumber',
  'reference',
  'postcode',
  'packageReference',
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];

export interface NewPersonSearch {
  /** A name (part of it, or misspelt), an NHS number, a case number, a postcode or the reference of a package. */
  readonly text?: string;
  readonly bornOn?: string | null;
}

/** The answer to a search. It has no personal data, because the database keeps answers for repeated requests. */
export interface PersonSearchSaved {
  readonly id: string;
  readonly found: number;
}

/** What a search found, without the words that were looked for, which are not kept. */
export interface PersonSearchView {
  readonly id: string;
  readonly at: string;
  readonly fields: readonly SearchField[];
  /** True if more people match than are shown. */
  readonly hasMore: boolean;
  readonly people: readonly PersonFound[];
}

export interface PersonFound {
  readonly id: string;
  readonly reference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string | null;
  readonly nhsNumber: string | null;
  readonly postcode: string;
  /** The number of the person's packages that are not withdrawn or ended. */
  readonly openPackages: number;
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
  readonly bornOn: string | null;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
}
