import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';
import type { NewExclusion, PersonDetails } from '#contracts/people';
import { IsCqcId, IsDay, IsWords, PLAIN_TEXT, IsVersion, IsId } from '../http/field-validators.js';

const MOST_LINES = 6;

export class PersonDto implements PersonDetails {
  @IsWords(60)
  readonly reference!: string;

  @IsWords(200)
  readonly givenName!: string;

  @IsWords(200)
  readonly familyName!: string;

  @IsDay()
  readonly bornOn!: string;

  @IsOptional()
  @IsString()
  @Length(10, 12)
  readonly nhsNumber?: string | null;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_LINES)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  @Matches(PLAIN_TEXT, { each: true, message: 'addressLines must be plain text' })
  readonly addressLines!: string[];

  @IsString()
  @Length(5, 9)
  readonly postcode!: string;

  @IsBoolean()
  readonly livesAlone!: boolean;
}

export class ChangePersonDto extends PersonDto {
  @IsVersion()
  readonly version!: number;
}

export class FindPersonDto {
  @IsWords(60)
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
