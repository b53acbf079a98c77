import { Type } from 'class-transformer';
import { IsUUID, Length, ValidateNested } from 'class-validator';
import type { InvitationSeenMessage, MakeOfferMessage, WithdrawOfferMessage } from '#contracts/live';
import { OfferTermsDto } from '../offers/offer-terms.dto.js';

const LONGEST_KEY = 200;

export class MakeOfferMessageDto implements MakeOfferMessage {
  @IsUUID()
  readonly invitationId!: string;

  @Length(1, LONGEST_KEY)
  readonly idempotencyKey!: string;

  @ValidateNested()
  @Type(() => OfferTermsDto)
  readonly terms!: OfferTermsDto;
}

export class WithdrawOfferMessageDto implements WithdrawOfferMessage {
  @IsUUID()
  readonly offerId!: string;

  @Length(1, LONGEST_KEY)
  readonly idempotencyKey!: string;
}

export class InvitationSeenDto implements InvitationSeenMessage {
  @IsUUID()
  readonly invitationId!: string;
}
