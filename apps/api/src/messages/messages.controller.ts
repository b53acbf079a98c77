import { Controller, Get, Inject, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { linkTarget } from '#brokerage/messages/link-target.queries';
import { outboxPage, packageMessages } from '#brokerage/messages/messages.queries';
import type { Page } from '#contracts/list-page';
import type { LinkTarget, MessageRulesView, MessageView, Outbox } from '#contracts/messages';
import { rulesInWords } from '#domain/messages/rules-in-words';
import type { Caller } from '#platform/acts/caller';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { MessageLinkDto, OutboxQueryDto } from './messages.dto.js';

/** Routes about messages: who was told what, what became of it, and who is told what by which rule. */
@Controller('v1')
export class MessagesController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Lists messages to the users of the caller's organisation, newest first. Officers, commissioners and auditors also read
   * what branches were told about the authority's work. While the answers to a broadcast are sealed, only the
   * invitation of a branch is listed, and only that it was handed over.
   */
  @Get('messages')
  @Allow('message.read')
  outbox(@Query() query: OutboxQueryDto, @CurrentActor() { actor }: Caller): Promise<Outbox> {
    return outboxPage(this.database.readerFor(actor), actor, query, this.config);
  }

  /** Says for every event who is told what, how urgently, by which channel and in which words. */
  @Get('message-rules')
  @Allow('message_rules.read')
  rules(): MessageRulesView {
    return rulesInWords();
  }

  /** Says which page of the console the link of a message leads to, for the caller. */
  @Get('message-links/:type/:id')
  @Allow('message_link.read')
  link(@Param() link: MessageLinkDto, @CurrentActor() { actor }: Caller): Promise<LinkTarget> {
    return linkTarget(this.database.readerFor(actor), actor, link);
  }

  /** Lists who was told what about a package, newest first. */
  @Get('packages/:id/messages')
  @Allow('package.read')
  ofPackage(
    @Param('id', ParseUUIDPipe) packageId: string,
    @Query() query: PageDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<MessageView>> {
    return packageMessages(this.database.readerFor(actor), authorityOf(actor), packageId, query);
  }
}
