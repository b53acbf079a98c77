import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import type {
  CapacityConfirmation,
  CapacityDeclaration,
  CapacityLine,
  NewContract,
  NewSubcontract,
} from '#contracts/providers';
import { type Band, BANDS } from '#contracts/visits';
import { IsCqcId, IsDay, IsId, IsParts, PageDto, IsVersion } from '../http/field-validators.js';

const HIGHEST_RATE_PENCE = 20_000;
const MOST_MINUTES = 10_000_000;
const MOST_CAPACITY_LINES = 500;

class ContractTermsDto {
  /** The tier of the contract, 1 to 9. Tier 1 is invited first. */
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

  @IsId()
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
  @IsId()
  readonly lotId?: string;
}

export class NewSubcontractDto implements NewSubcontract {
  @IsCqcId()
  readonly branchId!: string;

  @IsCqcId()
  readonly deliveringBranchId!: string;

  @IsId()
  readonly lotId!: string;

  @IsDay()
  readonly startsOn!: string;

  @IsOptional()
  @IsDay()
  readonly endsOn?: string | null;
}

export class EndSubcontractDto {
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

  /**
   * The version of the branch's previous capacity declaration for this lot. Absent for the first declaration,
   * otherwise required.
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number;
}

class CapacityLineDto implements CapacityLine {
  @IsCqcId()
  readonly branchId!: string;

  @IsId()
  readonly lotId!: string;

  @IsVersion()
  readonly version!: number;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  readonly spareMinutes?: number;
}

export class CapacityConfirmationDto implements CapacityConfirmation {
  @IsParts(() => CapacityLineDto, MOST_CAPACITY_LINES)
  @ArrayNotEmpty()
  @ArrayUnique(({ branchId, lotId }: CapacityLineDto) => `${branchId} ${lotId}`)
  readonly lines!: CapacityLineDto[];
}

export class CapacityQueryDto {
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;

  @IsOptional()
  @IsId()
  readonly lotId?: string;
}

export class CapacityParamsDto {
  @IsCqcId()
  readonly branchId!: string;

  @IsId()
  readonly lotId!: string;
}
