import { IsInt, IsOptional, Matches } from 'class-validator';
import type { OfferTerms, VisitTime } from '#contracts/offers';
import { IsParts, IsCqcId, IsDay, IsWords, IsVersion } from '../http/field-validators.js';

const MOST_VISITS = 50;

class VisitTimeDto implements VisitTime {
  @Matches(/^[\w-]{1,20}$/)
  readonly visitKey!: string;

  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'startsAt must be HH:MM' })
  readonly startsAt!: string;
}

export class OfferTermsDto implements OfferTerms {
  @IsDay()
  readonly startsOn!: string;

  @IsInt()
  readonly hourlyRatePence!: number;

  @IsParts(() => VisitTimeDto, MOST_VISITS)
  readonly visitTimes!: VisitTimeDto[];

  @IsCqcId()
  readonly deliveringBranchId!: string;

  @IsOptional()
  @IsWords()
  readonly note?: string | null;

  @IsOptional()
  @IsWords()
  readonly rateReason?: string | null;
}

export class ReviseOfferDto extends OfferTermsDto {
  @IsVersion()
  readonly version!: number;
}
