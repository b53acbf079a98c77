import { IsIn, IsOptional } from 'class-validator';
import { MESSAGE_KINDS, MESSAGE_STATUSES, type MessageKind, type MessageStatus } from '#contracts/messages';
import { IsLine, PageDto } from '../http/field-validators.js';

/** Query parameters of the outbox: `?status=&kind=&after=&limit=` */
export class OutboxQueryDto extends PageDto {
  @IsOptional()
  @IsIn(MESSAGE_STATUSES)
  readonly status?: MessageStatus;

  @IsOptional()
  @IsIn(MESSAGE_KINDS)
  readonly kind?: MessageKind;
}

/** What the link of a message names. */
export class MessageLinkDto {
  @IsLine(60)
  readonly type!: string;

  @IsLine(100)
  readonly id!: string;
}
