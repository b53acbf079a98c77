import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import {
  CONDITION_KINDS,
  type ConditionKind,
  type GrowthBasis,
  type NewPermission,
  RESTRICTION_SOURCES,
  type RestrictionSource,
} from '#contracts/restrictions';
import { IsParts, IsCqcId, IsInstant, IsWords, PageDto } from '../http/fields.js';

const MOST_MINUTES = 10_000_000;
const MOST_LOTS = 500;

/** Each kind has its own parameters, and no other's. */
class ConditionDto {
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

export class RestrictionsQueryDto extends PageDto {
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;
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

  @IsWords()
  readonly reason!: string;

  @IsInstant()
  readonly from!: string;

  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  /** All lots when empty. */
  @IsArray()
  @ArrayMaxSize(MOST_LOTS)
  @IsUUID('all', { each: true })
  readonly lotIds!: string[];

  @ArrayMinSize(1)
  @IsParts(() => ConditionDto, CONDITION_KINDS.length)
  readonly conditions!: ConditionDto[];
}

export class NewPermissionDto implements NewPermission {
  @IsUUID()
  readonly conditionId!: string;

  @IsOptional()
  @IsUUID()
  readonly personId?: string | null;

  @IsOptional()
  @IsUUID()
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
}
