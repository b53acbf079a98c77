import { Type } from 'class-transformer';
import { ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import {
  type BranchRatings,
  type NewBranch,
  type NewProvider,
  REGISTER_SOURCES,
  type RegisterSource,
  type Registration,
} from '#contracts/providers';
import { type Rating, RATINGS } from '#contracts/ranking';
import {
  HasLength,
  HasPattern,
  IsPart,
  IsCqcId,
  IsDay,
  IsLine,
  IsPasted,
  IsVersion,
  IsId,
} from '../http/field-validators.js';

export class NewProviderDto implements NewProvider {
  @IsCqcId()
  readonly id!: string;

  @IsLine(200)
  readonly name!: string;
}

class RegistrationDto implements Registration {
  @IsIn(['registered', 'deregistered'])
  readonly status!: Registration['status'];

  @IsBoolean()
  readonly dormant!: boolean;

  @IsBoolean()
  readonly personalCare!: boolean;
}

class RatingsDto implements BranchRatings {
  @IsOptional()
  @IsIn(RATINGS)
  readonly overall: Rating | null = null;

  @IsOptional()
  @IsIn(RATINGS)
  readonly safe: Rating | null = null;

  @IsOptional()
  @IsIn(RATINGS)
  readonly effective: Rating | null = null;

  @IsOptional()
  @IsIn(RATINGS)
  readonly caring: Rating | null = null;

  @IsOptional()
  @IsIn(RATINGS)
  readonly responsive: Rating | null = null;

  @IsOptional()
  @IsIn(RATINGS)
  readonly wellLed: Rating | null = null;

  @IsOptional()
  @IsDay()
  readonly ratedOn: string | null = null;
}

class RegisterSourceDto implements RegisterSource {
  @IsIn(REGISTER_SOURCES)
  readonly kind!: RegisterSource['kind'];

  @IsLine(500)
  readonly reference!: string;

  @IsDay()
  readonly publishedOn!: string;
}

class BranchDetailsDto {
  @IsLine(200)
  readonly name!: string;

  @HasLength(5, 12)
  @IsPasted()
  readonly postcode!: string;

  @IsPart(() => RegistrationDto)
  readonly registration!: RegistrationDto;

  @IsPart(() => RatingsDto)
  readonly ratings!: RatingsDto;

  /** The telephone number of the branch's office: digits and spaces, with + or brackets. */
  @IsOptional()
  @HasPattern(/^\+?[0-9 ()]{6,29}$/, 30)
  @IsPasted()
  readonly telephone?: string | null;

  @IsOptional()
  @IsLine(200)
  readonly managerName?: string | null;
}

export class NewBranchDto extends BranchDetailsDto implements NewBranch {
  @IsCqcId()
  readonly id!: string;

  @IsCqcId()
  readonly providerId!: string;

  /** What the branch can do, declared on its behalf and confirmed by the council that records it. */
  @IsArray()
  @ArrayUnique()
  @IsIn(CAPABILITIES, { each: true })
  readonly capabilities!: Capability[];

  @IsPart(() => RegisterSourceDto)
  readonly source!: RegisterSourceDto;
}

export class ChangeBranchDto extends BranchDetailsDto {
  /** Needed if the registration or a rating changes. */
  @IsOptional()
  @IsPart(() => RegisterSourceDto)
  readonly source?: RegisterSourceDto | null;

  @IsVersion()
  readonly version!: number;
}

/**
 * Query parameters of the list of providers, which is sorted by name. To read the next page, the client sends
 * the CQC id of the last provider.
 */
export class RegisterQueryDto {
  @IsOptional()
  @IsCqcId()
  readonly after?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit?: number;
}

export class BranchesQueryDto extends RegisterQueryDto {
  @IsOptional()
  @IsCqcId()
  readonly providerId?: string;

  /** Lists only branches with a contract in this lot. */
  @IsOptional()
  @IsId()
  readonly lotId?: string;

  /** A text to search for in branch names. */
  @IsOptional()
  @IsLine(200)
  readonly name?: string;
}

export class CqcIdDto {
  @IsCqcId()
  readonly id!: string;
}
