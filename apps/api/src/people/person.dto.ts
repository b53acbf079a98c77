import { ArrayMinSize, IsBoolean, IsOptional } from 'class-validator';
import type { NewExclusion, PersonDetails } from '#contracts/people';
import {
  HasLength,
  IsCqcId,
  IsDay,
  IsLine,
  IsLines,
  IsPasted,
  IsWords,
  IsVersion,
  IsId,
} from '../http/field-validators.js';

const MOST_LINES = 6;

export class PersonDto implements PersonDetails {
  @IsLine(60)
  readonly reference!: string;

  @IsLine(200)
  readonly givenName!: string;

  @IsLine(200)
  readonly familyName!: string;

  @IsDay()
  readonly bornOn!: string;

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
}

export class ChangePersonDto extends PersonDto {
  @IsVersion()
  readonly version!: number;
}

export class FindPersonDto {
  @IsLine(60)
  readonly reference!: string;
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
