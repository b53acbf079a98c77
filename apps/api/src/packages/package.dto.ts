import { ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Min } from 'class-validator';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import {
  type NewPackage,
  PACKAGE_STATUSES,
  type PackageDetails,
  type PackageStatus,
  URGENCIES,
  type Urgency,
} from '#contracts/packages';
import { IsCqcId, IsParts, IsInstant, IsLine, IsWords, PageDto, IsId } from '../http/field-validators.js';
import { VisitDto } from './visit.dto.js';

const MOST_VISITS = 50;
const LONGEST_SEARCH = 60;

class PackageDetailsDto implements PackageDetails {
  @IsIn(URGENCIES)
  readonly urgency!: Urgency;

  @IsParts(() => VisitDto, MOST_VISITS)
  readonly visits!: VisitDto[];

  @IsArray()
  @ArrayUnique()
  @IsIn(CAPABILITIES, { each: true })
  readonly needs!: Capability[];

  @IsOptional()
  @IsWords()
  readonly note?: string | null;
}

export class NewPackageDto extends PackageDetailsDto implements NewPackage {
  @IsId()
  readonly personId!: string;
}

export class ChangePackageDto extends PackageDetailsDto {
  @IsInt()
  @Min(1)
  readonly version!: number;
}

export class PackagesQueryDto extends PageDto {
  @IsOptional()
  @IsIn(PACKAGE_STATUSES)
  readonly status?: PackageStatus;

  @IsOptional()
  @IsId()
  readonly lotId?: string;

  @IsOptional()
  @IsId()
  readonly personId?: string;

  /** The CQC location id of a branch: only packages whose live care this branch delivers are listed. */
  @IsOptional()
  @IsCqcId()
  readonly deliveredBy?: string;

  /** A text to search for in package references, lot names and postcode sectors. */
  @IsOptional()
  @IsLine(LONGEST_SEARCH)
  readonly search?: string;
}

export class PublishDto {
  /** The deadline of the broadcast. If absent, the package's urgency decides the deadline. */
  @IsOptional()
  @IsInstant()
  readonly closesAt?: string | null;
}
