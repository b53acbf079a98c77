import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  DIFFERENCE_OUTCOMES,
  type DifferenceOutcome,
  DISPUTE_KINDS,
  DISPUTE_OUTCOMES,
  type DisputeKind,
  type DisputeOutcome,
  FIGURE_KINDS,
  type FigureKind,
} from '#contracts/cut-over';
import { HasPattern, IsFileName, IsId, IsWords, PageDto, ReasonDto } from '../http/field-validators.js';

const LONGEST_NAME = 200;
/** More hours than a week has with two carers. */
const MOST_WEEKLY_MINUTES = 20_160;
const DIGEST_LETTERS = 64;

export class FigureKindDto {
  @IsIn(FIGURE_KINDS)
  readonly kind!: FigureKind;
}

export class NewFiguresQueryDto extends FigureKindDto {
  /** The file name, without a folder. */
  @IsFileName(LONGEST_NAME)
  readonly name!: string;
}

const DIFFERENCE_STATES = ['open', 'settled'] as const;

export class DifferencesQueryDto extends PageDto {
  @IsOptional()
  @IsIn(DIFFERENCE_STATES)
  readonly state?: (typeof DIFFERENCE_STATES)[number];
}

export class SettleDifferenceDto extends ReasonDto {
  @IsIn(DIFFERENCE_OUTCOMES)
  readonly outcome!: DifferenceOutcome;
}

export class ConfirmCareListDto {
  /** The digest of the list that the user saw. */
  @HasPattern(/^[0-9a-f]{64}$/, DIGEST_LETTERS, { message: '$property must be the digest of the list' })
  readonly digest!: string;
}

export class AcceptCareListDto extends ConfirmCareListDto {
  @IsWords()
  readonly reason!: string;
}

export class NewCareDisputeDto {
  @IsIn(DISPUTE_KINDS)
  readonly kind!: DisputeKind;

  /** The care on the list. Absent if a person is missing from the list. */
  @IsOptional()
  @IsId()
  readonly placementId?: string | null;

  /** The minutes a week that the branch delivers. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_WEEKLY_MINUTES)
  readonly claimedMinutes?: number | null;

  @IsWords()
  readonly note!: string;
}

export class SettleDisputeDto {
  @IsIn(DISPUTE_OUTCOMES)
  readonly outcome!: DisputeOutcome;

  @IsWords()
  readonly answer!: string;
}
