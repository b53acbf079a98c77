import { IsOptional } from 'class-validator';
import type {
  InvitationSeenMessage,
  MakeOfferMessage,
  ResumeFeedMessage,
  WithdrawOfferMessage,
} from '#contracts/live-feed';
import { OfferTermsDto } from '../offers/offer-terms.dto.js';
import { HasLength, IsPart, IsPosition, IsId } from '../http/field-validators.js';

const LONGEST_KEY = 200;

export class ResumeFeedDto implements ResumeFeedMessage {
  @IsOptional()
  @IsPosition()
  readonly after?: string;
}

export class MakeOfferMessageDto implements MakeOfferMessage {
  @IsId()
  readonly invitationId!: string;

  @HasLength(1, LONGEST_KEY)
  readonly idempotencyKey!: string;

  @IsPart(() => OfferTermsDto)
  readonly terms!: OfferTermsDto;
}

export class WithdrawOfferMessageDto implements WithdrawOfferMessage {
  @IsId()
  readonly offerId!: string;

  @HasLength(1, LONGEST_KEY)
  readonly idempotencyKey!: string;
}

export class InvitationSeenDto implements InvitationSeenMessage {
  @IsId()
  readonly invitationId!: string;
}
