import { ArrayMinSize, IsIn, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import {
  CONDITION_KINDS,
  type ConditionKind,
  type GrowthBasis,
  type NewPermission,
  RESTRICTION_SOURCES,
  type RestrictionSource,
  RESTRICTION_STATES,
  type RestrictionState,
} from '#contracts/restrictions';
import { IsParts, IsCqcId, IsInstant, IsVersion, IsWords, PageDto, IsId, IsIds } from '../http/fields.js';

const MOST_MINUTES = 10_000_000;
export const MOST_LOTS = 500;

/** Each kind has its own parameters, and no other's. */
export class ConditionDto {
  @IsIn(CONDITION_KINDS)
  readonly kind!: ConditionKind;

  /** `growth_limit`: weekly minutes. */
  @ValidateIf(({ kind, limitMinutes }: ConditionDto) => kind === 'growth_limit' || limitMinutes !== undefined)
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  readonly limitMinutes?: number;

  /** `growth_limit`: `cumulative` counts every increase since the baseline. */
  @ValidateIf(({ kind, basis }: ConditionDto) => kind === 'growth_limit' || basis !== undefined)
  @IsIn(['cumulative', 'per_change'])
  readonly basis?: GrowthBasis;

  /** `hours_cap`: weekly minutes. */
  @ValidateIf(({ kind, capMinutes }: ConditionDto) => kind === 'hours_cap' || capMinutes !== undefined)
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  readonly capMinutes?: number;

  /** `reporting`: the branch owes an update every so many days. */
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

  @IsWords(200)
  readonly reference!: string;

  @IsWords()
  readonly evidence!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;

  /** Who sees to it; whoever records it when absent. */
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

  /** All lots when empty. */
  @IsIds(MOST_LOTS)
  readonly lotIds!: string[];

  @ArrayMinSize(1)
  @IsParts(() => ConditionDto, CONDITION_KINDS.length)
  readonly conditions!: ConditionDto[];
}

/** May be absent, though not null. */
const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** What is absent stays as it is. */
export class AmendmentDto {
  @IsVersion()
  readonly version!: number;

  /** Why it is amended. */
  @IsWords()
  readonly reason!: string;

  @MayBeAbsent()
  @IsWords(200)
  readonly reference?: string;

  @MayBeAbsent()
  @IsWords()
  readonly evidence?: string;

  /** Null for no document. */
  @IsOptional()
  @IsId()
  readonly documentId?: string | null;

  @MayBeAbsent()
  @IsId()
  readonly ownerId?: string;

  /** Only while it is in the future. */
  @MayBeAbsent()
  @IsInstant()
  readonly from?: string;

  /** Null for an open end. */
  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  @MayBeAbsent()
  @IsIds(MOST_LOTS)
  readonly lotIds?: string[];

  /** All that it is to have: a kind that is not here is removed. */
  @MayBeAbsent()
  @ArrayMinSize(1)
  @IsParts(() => ConditionDto, CONDITION_KINDS.length)
  readonly conditions?: ConditionDto[];
}

/** All lots when none is named. */
export class PauseDto {
  @IsIds(MOST_LOTS)
  readonly lotIds!: string[];

  /** Now when absent. */
  @IsOptional()
  @IsInstant()
  readonly from?: string | null;

  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  @IsWords()
  readonly reason!: string;
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

  /** Weekly minutes above the limit. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_MINUTES)
  readonly minutes?: number | null;

  @IsInstant()
  readonly until!: string;

  @IsWords(200)
  readonly reference!: string;

  @IsWords()
  readonly evidence!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;
}
