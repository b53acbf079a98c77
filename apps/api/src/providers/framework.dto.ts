import { Transform } from 'class-transformer';
import { ArrayNotEmpty, ArrayUnique, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  CHECK_KINDS,
  type CheckKind,
  CONTRACT_STATES,
  type ContractCopies,
  type ContractsChange,
  type ContractSeen,
  type ContractState,
  MOST_CONTRACTS,
  type NewContractCheck,
  type NewRateUplift,
} from '#contracts/framework';
import {
  IsCqcId,
  IsDay,
  IsId,
  IsIds,
  IsLine,
  IsPart,
  IsParts,
  IsVersion,
  IsWords,
  MayBeAbsent,
  PageDto,
} from '../http/field-validators.js';

const MOST_LOTS = 200;

export class ContractLinesQueryDto extends PageDto {
  @IsOptional()
  @IsId()
  readonly lotId?: string;

  @IsOptional()
  @IsCqcId()
  readonly providerId?: string;

  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;

  @IsOptional()
  @IsIn(CONTRACT_STATES)
  readonly state?: ContractState;

  /** A text to search for in the names of branches, providers and lots. */
  @IsOptional()
  @IsLine(60)
  readonly search?: string;

  /** Lists only the contracts with these ids, separated by commas. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIds(MOST_CONTRACTS)
  readonly ids?: string[];
}

class ContractSeenDto implements ContractSeen {
  @IsId()
  readonly id!: string;

  @IsVersion()
  readonly version!: number;
}

class ContractsChangeDto implements ContractsChange {
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(9)
  readonly tier?: number;

  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(10_000)
  readonly rankInTier?: number;

  @MayBeAbsent()
  @IsDay()
  readonly startsOn?: string;

  /** The new last day. Null takes the end away. */
  @IsOptional()
  @IsDay()
  readonly endsOn?: string | null;

  @MayBeAbsent()
  @IsInt()
  @Min(0)
  @Max(366)
  readonly noticeDays?: number;

  @MayBeAbsent()
  @IsId()
  readonly ownerId?: string;
}

export class ChangeContractsDto {
  @IsParts(() => ContractSeenDto, MOST_CONTRACTS)
  @ArrayNotEmpty()
  @ArrayUnique(({ id }: ContractSeenDto) => id)
  readonly contracts!: ContractSeenDto[];

  @IsPart(() => ContractsChangeDto)
  readonly change!: ContractsChangeDto;
}

export class CopyContractDto implements ContractCopies {
  @IsIds(MOST_LOTS)
  @ArrayNotEmpty()
  readonly lotIds!: string[];

  @IsDay()
  readonly startsOn!: string;

  @IsOptional()
  @IsDay()
  readonly endsOn?: string | null;
}

export class RateUpliftDto implements NewRateUplift {
  @IsIds(MOST_CONTRACTS)
  @ArrayNotEmpty()
  readonly contractIds!: string[];

  @IsDay()
  readonly fromOn!: string;

  /** The change in hundredths of a percent: 250 adds 2.5 %. */
  @IsOptional()
  @IsInt()
  readonly hundredths?: number | null;

  /** The new hourly rate, in pence, in place of a percentage. */
  @IsOptional()
  @IsInt()
  readonly newRatePence?: number | null;

  @IsWords()
  readonly reason!: string;
}

export class WithdrawUpliftDto {
  @IsWords()
  readonly reason!: string;
}

export class ContractCheckDto implements Omit<NewContractCheck, 'branchId'> {
  @IsIn(CHECK_KINDS)
  readonly kind!: CheckKind;

  /** True if the user is satisfied with what the evidence says. */
  @IsBoolean()
  readonly satisfied!: boolean;

  @IsWords()
  readonly evidence!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;

  /** The day on which the check is looked at again. */
  @IsDay()
  readonly reviewOn!: string;
}
