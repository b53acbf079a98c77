import { IsIn, IsOptional } from 'class-validator';
import {
  LINKED_PAGES,
  type LinkedPageName,
  MESSAGE_KINDS,
  MESSAGE_STATUSES,
  type MessageKind,
  type MessageStatus,
} from '#contracts/messages';
import { IsId, IsLine, IsPart, MayBeAbsent, PageDto } from '../http/field-validators.js';

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

/** A page of the console that a user has opened. */
export class OpenedPageDto {
  @IsIn(LINKED_PAGES)
  readonly name!: LinkedPageName;

  /** The id of what the page shows. Absent for a page without an id. */
  @MayBeAbsent()
  @IsLine(100)
  readonly id?: string;
}

/** What a user has just seen in the console. Exactly one of the fields is given. */
export class SeenInConsoleDto {
  @MayBeAbsent()
  @IsPart(() => MessageLinkDto)
  readonly subject?: MessageLinkDto;

  @MayBeAbsent()
  @IsPart(() => OpenedPageDto)
  readonly page?: OpenedPageDto;

  @MayBeAbsent()
  @IsId()
  readonly upTo?: string;
}
