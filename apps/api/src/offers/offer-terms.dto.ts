import { IsInt, IsOptional } from 'class-validator';
import type { OfferTerms, VisitTime } from '#contracts/offers';
import {
  IsParts,
  IsCqcId,
  IsDay,
  IsPartKey,
  IsTimeOfDay,
  IsWords,
  IsVersion,
} from '../http/field-validators.js';

const MOST_VISITS = 50;

class VisitTimeDto implements VisitTime {
  @IsPartKey()
  readonly visitKey!: string;

  @IsTimeOfDay()
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
