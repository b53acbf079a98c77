import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { AWARD_STATUSES, type AwardStatus } from '#contracts/awards';
import { MayBeAbsent, IsInstant, IsWords, PageDto, ReasonDto, IsId } from '../http/field-validators.js';

export class AwardsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(AWARD_STATUSES)
  readonly status?: AwardStatus;
}

export class AwardOfferDto {
  @IsId()
  readonly offerId!: string;

  /** The reason for choosing this offer. Required if the offer is not the top offer. */
  @IsOptional()
  @IsWords()
  readonly reason?: string | null;

  /** The reason that every bidder reads, if the offer is not the top offer. */
  @IsOptional()
  @IsWords()
  readonly reasonForBidders?: string | null;
}

export class WithdrawAwardDto extends ReasonDto {
  /**
   * True if the new broadcast also invites the branch whose award is withdrawn. If false or absent, the new
   * broadcast leaves that branch out.
   */
  @MayBeAbsent()
  @IsBoolean()
  readonly askAgain?: boolean;
}

export class ContactAttemptDto {
  /** True if a person at the branch was reached. */
  @IsBoolean()
  readonly reached!: boolean;

  /** What was said. Only staff of the authority may read the note. */
  @IsOptional()
  @IsWords()
  readonly note?: string | null;
}

export class ConfirmStartDto {
  @IsOptional()
  @IsInstant()
  readonly startedAt?: string | null;
}
