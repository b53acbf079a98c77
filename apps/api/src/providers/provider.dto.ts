import { Type } from 'class-transformer';
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
} from 'class-validator';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import type {
  BranchRatings,
  CapacityDeclaration,
  NewBranch,
  NewContract,
  NewProvider,
  NewSubcontract,
  Registration,
} from '#contracts/providers';
import { type Rating, RATINGS } from '#contracts/ranking';
import { type Band, BANDS } from '#contracts/visits';
import { IsPart, IsCqcId, IsDay, IsWords, PageDto, IsVersion } from '../http/fields.js';

const HIGHEST_RATE_PENCE = 20_000;
const MOST_MINUTES = 10_000_000;

export class NewProviderDto implements NewProvider {
  @IsCqcId()
  readonly id!: string;

  @IsWords(200)
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

class BranchDetailsDto {
  @IsWords(200)
  readonly name!: string;

  @IsString()
  @Length(5, 9)
  readonly postcode!: string;

  @IsPart(() => RegistrationDto)
  readonly registration!: RegistrationDto;

  @IsPart(() => RatingsDto)
  readonly ratings!: RatingsDto;

  @IsArray()
  @ArrayUnique()
  @IsIn(CAPABILITIES, { each: true })
  readonly capabilities!: Capability[];
}

export class NewBranchDto extends BranchDetailsDto implements NewBranch {
  @IsCqcId()
  readonly id!: string;

  @IsCqcId()
  readonly providerId!: string;
}

export class ChangeBranchDto extends BranchDetailsDto {
  @IsVersion()
  readonly version!: number;
}

/** The register is listed by name; its cursor is a CQC id. */
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

  /** With a contract in this lot. */
  @IsOptional()
  @IsUUID()
  readonly lotId?: string;

  /** Part of a name. */
  @IsOptional()
  @IsWords(200)
  readonly name?: string;
}

export class CqcIdDto {
  @IsCqcId()
  readonly id!: string;
}

class ContractTermsDto {
  /** 1 is asked first. */
  @IsInt()
  @Min(1)
  @Max(9)
  readonly tier!: number;

  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly rankInTier!: number;

  @IsInt()
  @Min(1)
  @Max(HIGHEST_RATE_PENCE)
  readonly rateMinPence!: number;

  @IsInt()
  @Min(1)
  @Max(HIGHEST_RATE_PENCE)
  readonly rateMaxPence!: number;

  @IsDay()
  readonly startsOn!: string;

  @IsOptional()
  @IsDay()
  readonly endsOn?: string | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(366)
  readonly noticeDays?: number | null;
}

export class NewContractDto extends ContractTermsDto implements NewContract {
  @IsCqcId()
  readonly branchId!: string;

  @IsUUID()
  readonly lotId!: string;
}

export class ChangeContractDto extends ContractTermsDto {
  @IsVersion()
  readonly version!: number;
}

export class ContractsQueryDto extends PageDto {
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;

  @IsOptional()
  @IsUUID()
  readonly lotId?: string;
}

export class NewSubcontractDto implements NewSubcontract {
  @IsCqcId()
  readonly branchId!: string;

  @IsCqcId()
  readonly deliveringBranchId!: string;

  @IsUUID()
  readonly lotId!: string;

  @IsDay()
  readonly startsOn!: string;

  @IsOptional()
  @IsDay()
  readonly endsOn?: string | null;
}

export class EndSubcontractDto {
  /** The last day. */
  @IsDay()
  readonly endsOn!: string;
}

export class CapacityDto implements CapacityDeclaration {
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  readonly spareMinutes!: number;

  @IsArray()
  @ArrayUnique()
  @IsIn(BANDS, { each: true })
  readonly bands!: Band[];

  @IsBoolean()
  readonly doubleUps!: boolean;

  /** Required once the branch has declared for this lot. */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

export class CapacityQueryDto {
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;

  @IsOptional()
  @IsUUID()
  readonly lotId?: string;
}

export class CapacityParamsDto {
  @IsCqcId()
  readonly branchId!: string;

  @IsUUID()
  readonly lotId!: string;
}
