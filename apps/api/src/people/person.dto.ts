import { ArrayMinSize, IsBoolean, IsOptional, ValidateIf } from 'class-validator';
import type { MergePeople, NewExclusion, NewPersonSearch, PersonToRecord } from '#contracts/people';
import {
  HasLength,
  IsCqcId,
  IsDayOrPart,
  IsIds,
  IsLineOrEmpty,
  MayBeAbsent,
  IsLine,
  IsLines,
  IsPasted,
  IsWords,
  IsVersion,
  IsId,
} from '../http/field-validators.js';

const MOST_LINES = 6;
const MOST_DISTINCT = 200;

export class PersonDto implements PersonToRecord {
  @IsLine(60)
  readonly reference!: string;

  @IsLineOrEmpty(200)
  readonly givenName!: string;

  @IsLineOrEmpty(200)
  readonly familyName!: string;

  @ValidateIf((_, value) => value !== null)
  @IsDayOrPart()
  readonly bornOn!: string | null;

  @IsOptional()
  @HasLength(10, 12)
  @IsPasted()
  readonly nhsNumber?: string | null;

  @ArrayMinSize(1)
  @IsLines(200, MOST_LINES)
  readonly addressLines!: string[];

  @HasLength(5, 12)
  @IsPasted()
  readonly postcode!: string;

  @IsBoolean()
  readonly livesAlone!: boolean;

  /** The people that the user confirmed to be other people than this one. */
  @MayBeAbsent()
  @IsIds(MOST_DISTINCT)
  readonly distinctFrom?: string[];
}

export class ChangePersonDto extends PersonDto {
  @IsVersion()
  readonly version!: number;
}

export class MergePeopleDto implements MergePeople {
  @IsVersion()
  readonly version!: number;

  @IsId()
  readonly otherPersonId!: string;

  @IsVersion()
  readonly otherVersion!: number;
}

export class FindPersonDto {
  @IsLine(60)
  readonly reference!: string;
}

export class PersonSearchDto implements NewPersonSearch {
  @MayBeAbsent()
  @IsLineOrEmpty(200)
  readonly text?: string;

  @IsOptional()
  @IsDayOrPart()
  readonly bornOn?: string | null;
}

export class ExclusionDto implements NewExclusion {
  @IsCqcId()
  readonly branchId!: string;

  @IsWords()
  readonly reason!: string;
}

/** The path parameters for a branch that a person does not want: the person's id and the branch's CQC id. */
export class BranchIdDto {
  @IsCqcId()
  readonly branchId!: string;

  @IsId()
  readonly id!: string;
}
