import { ArrayMinSize, IsIn, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import {
  CONDITION_KINDS,
  type ConditionKind,
  type GrowthBasis,
  type NewContest,
  type NewPermission,
  RESTRICTION_SOURCES,
  type RestrictionSource,
  RESTRICTION_STATES,
  type RestrictionState,
} from '#contracts/restrictions';
import {
  IsParts,
  IsCqcId,
  IsInstant,
  IsLine,
  IsVersion,
  IsWords,
  MayBeAbsent,
  PageDto,
  IsId,
  IsIds,
} from '../http/field-validators.js';

const MOST_MINUTES = 10_000_000;
export const MOST_LOTS = 500;

/** A condition of a restriction. Each kind of condition has different parameters and accepts no others. */
export class ConditionDto {
  @IsIn(CONDITION_KINDS)
  readonly kind!: ConditionKind;

  /** For a `growth_limit` condition: the weekly minutes by which a person's care may grow. */
  @ValidateIf(({ kind, limitMinutes }: ConditionDto) => kind === 'growth_limit' || limitMinutes !== undefined)
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  readonly limitMinutes?: number;

  /**
   * For a `growth_limit` condition: `cumulative` limits all increases since the baseline together.
   * `per_change` limits each increase alone.
   */
  @ValidateIf(({ kind, basis }: ConditionDto) => kind === 'growth_limit' || basis !== undefined)
  @IsIn(['cumulative', 'per_change'])
  readonly basis?: GrowthBasis;

  /**
   * For an `hours_cap` condition: the largest number of weekly minutes that the branch may deliver in all.
   */
  @ValidateIf(({ kind, capMinutes }: ConditionDto) => kind === 'hours_cap' || capMinutes !== undefined)
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  readonly capMinutes?: number;

  /** For a `reporting` condition: the number of days between two updates. */
  @ValidateIf(({ kind, everyDays }: ConditionDto) => kind === 'reporting' || everyDays !== undefined)
  @IsInt()
  @Min(1)
  @Max(366)
  readonly everyDays?: number;
}

export class OfBranchQueryDto extends PageDto {
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;
}

export class RestrictionsQueryDto extends OfBranchQueryDto {
  @IsOptional()
  @IsIn(RESTRICTION_STATES)
  readonly state?: RestrictionState;
}

export class NewRestrictionDto {
  @IsCqcId()
  readonly branchId!: string;

  @IsIn(RESTRICTION_SOURCES)
  readonly source!: RestrictionSource;

  @IsLine(200)
  readonly reference!: string;

  @IsWords()
  readonly evidence!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;

  /**
   * The user who becomes the owner of the restriction. If absent, the user who records the restriction
   * becomes the owner.
   */
  @IsOptional()
  @IsId()
  readonly ownerId?: string | null;

  @IsWords()
  readonly reason!: string;

  @IsInstant()
  readonly from!: string;

  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  /** The lots to which the restriction applies. An empty list means all lots. */
  @IsIds(MOST_LOTS)
  readonly lotIds!: string[];

  @ArrayMinSize(1)
  @IsParts(() => ConditionDto, CONDITION_KINDS.length)
  readonly conditions!: ConditionDto[];
}

/** An amendment of a restriction. A field that is absent stays unchanged. */
export class AmendmentDto {
  @IsVersion()
  readonly version!: number;

  @IsWords()
  readonly reason!: string;

  @MayBeAbsent()
  @IsLine(200)
  readonly reference?: string;

  @MayBeAbsent()
  @IsWords()
  readonly evidence?: string;

  /** The id of the uploaded restriction notice. Null removes the document from the restriction. */
  @IsOptional()
  @IsId()
  readonly documentId?: string | null;

  @MayBeAbsent()
  @IsId()
  readonly ownerId?: string;

  /** The start of the restriction. Can be changed only before the restriction takes effect. */
  @MayBeAbsent()
  @IsInstant()
  readonly from?: string;

  /** The end of the restriction. Null for no end. */
  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  @MayBeAbsent()
  @IsIds(MOST_LOTS)
  readonly lotIds?: string[];

  /** All conditions of the new wording. A condition that is not in this list no longer applies. */
  @MayBeAbsent()
  @ArrayMinSize(1)
  @IsParts(() => ConditionDto, CONDITION_KINDS.length)
  readonly conditions?: ConditionDto[];
}

/** A pause of a branch. An empty list of lots means all lots. */
export class PauseDto {
  @IsIds(MOST_LOTS)
  readonly lotIds!: string[];

  /** The start of the pause. If absent, the pause starts now. */
  @IsOptional()
  @IsInstant()
  readonly from?: string | null;

  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  @IsWords()
  readonly reason!: string;
}

/** A contest of a notice that another authority recorded as CQC's. */
export class ContestDto implements NewContest {
  @IsId()
  readonly restrictionId!: string;

  @IsWords()
  readonly reason!: string;

  /** An uploaded document of your organisation. The authority that answers may read it. */
  @IsOptional()
  @IsId()
  readonly documentId?: string | null;
}

/** The words with which the authority that recorded a notice upholds it. */
export class ContestAnswerDto {
  @IsWords()
  readonly answer!: string;
}

export class BranchParamsDto {
  @IsCqcId()
  readonly id!: string;
}

export class NewPermissionDto implements NewPermission {
  @IsId()
  readonly conditionId!: string;

  @IsOptional()
  @IsId()
  readonly personId?: string | null;

  @IsOptional()
  @IsId()
  readonly packageId?: string | null;

  /** The weekly minutes by which care may exceed the limit that the condition sets. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_MINUTES)
  readonly minutes?: number | null;

  @IsInstant()
  readonly until!: string;

  @IsLine(200)
  readonly reference!: string;

  @IsWords()
  readonly evidence!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;
}
