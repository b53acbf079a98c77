import { Body, Controller, Get, HttpCode, Inject, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { linkTarget } from '#brokerage/messages/link-target.queries';
import { outboxPage, packageMessages } from '#brokerage/messages/messages.queries';
import { ownMessages, unreadCount } from '#brokerage/messages/own-messages.queries';
import { SeeMessages } from '#brokerage/messages/see-messages';
import type { Page } from '#contracts/list-page';
import type {
  LinkTarget,
  MessageRulesView,
  MessageView,
  Outbox,
  OwnMessageView,
  UnreadMessages,
} from '#contracts/messages';
import { rulesInWords } from '#domain/messages/rules-in-words';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { MessageLinkDto, OutboxQueryDto, SeenInConsoleDto } from './messages.dto.js';

/** Routes about messages: who was told what, what became of it, and who is told what by which rule. */
@Controller('v1')
export class MessagesController {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
    private readonly seeMessages: SeeMessages,
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

  /** Lists the messages to the caller, newest first, with what the caller has seen in the console. */
  @Get('me/messages')
  @Allow('own_message.read')
  own(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<OwnMessageView>> {
    const { publicAddress } = this.config;
    return ownMessages(this.database.readerFor(actor), actor, query, {
      now: this.clock.now(),
      publicAddress,
    });
  }

  /** Counts the messages to the caller that the caller has not seen in the console. */
  @Get('me/messages/unread')
  @Allow('own_message.read')
  unread(@CurrentActor() { actor }: Caller): Promise<UnreadMessages> {
    return unreadCount(this.database.readerFor(actor), actor, this.clock.now());
  }

  /** Records that the caller has seen messages: by a link, on a page, or in the list of the own messages. */
  @Post('me/messages/seen')
  @HttpCode(200)
  @Allow('own_message.see')
  see(@Body() body: SeenInConsoleDto, @CurrentActor() caller: Caller): Promise<UnreadMessages> {
    return this.seeMessages.execute(caller, body);
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
