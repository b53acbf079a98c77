import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { URGENCIES, type Urgency } from '#contracts/packages';
import {
  AWARDINGS,
  type Awarding,
  CASE_STATUSES,
  type CaseStatus,
  REALLOCATION_STATUSES,
  type ReallocationSettings,
  type ReallocationStatus,
  type StartReallocation,
} from '#contracts/reallocations';
import { IsCqcId, IsVersion, IsWords, PageDto } from '../http/field-validators.js';

const FASTEST_PACE = 10_000;
const LARGEST_CAP = 10_000;

export class ReallocationsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(REALLOCATION_STATUSES)
  readonly status?: ReallocationStatus;

  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;
}

export class CasesQueryDto extends PageDto {
  @IsOptional()
  @IsIn(CASE_STATUSES)
  readonly status?: CaseStatus;

  /** True to list only cases that are unplaced or have an overdue action. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isStuck?: boolean;
}

export class ReallocationSettingsDto implements ReallocationSettings {
  /** The urgency that decides the deadlines of the replacement broadcasts. */
  @IsIn(URGENCIES)
  readonly urgency!: Urgency;

  @IsInt()
  @Min(1)
  @Max(FASTEST_PACE)
  readonly pacePerMinute!: number;

  /** The largest number of people whom one branch may be awarded within seven days. Null for no limit. */
  @ValidateIf(({ intakeCap }: ReallocationSettingsDto) => intakeCap !== null)
  @IsInt()
  @Min(1)
  @Max(LARGEST_CAP)
  readonly intakeCap!: number | null;

  @IsIn(AWARDINGS)
  readonly awarding!: Awarding;

  @IsVersion()
  readonly version!: number;
}

export class StartReallocationDto extends ReallocationSettingsDto implements StartReallocation {
  @IsWords()
  readonly reason!: string;
}

export class VersionedReasonDto {
  @IsWords()
  readonly reason!: string;

  @IsVersion()
  readonly version!: number;
}
