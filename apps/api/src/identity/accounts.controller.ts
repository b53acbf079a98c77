import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
} from '@nestjs/common';
import { authorityOf, signedInUser } from '#brokerage/access/scope';
import { accountEventPage, ownAccountEventPage } from '#brokerage/identity/account-events.queries';
import { accountLinkView } from '#brokerage/identity/account-links.queries';
import { providerAdministrations } from '#brokerage/identity/first-administrator.queries';
import { RequestLink } from '#brokerage/identity/request-link';
import { UseLink } from '#brokerage/identity/use-link';
import { WithdrawFirstAdministrator } from '#brokerage/identity/withdraw-first-administrator';
import type { AccountEventView, AccountLinkView, ProviderAdministration } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import { londonDate } from '#domain/time/london';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor, PUBLIC } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { AccountLinkDto, RequestLinkDto, UseLinkDto } from './identity.dto.js';

/**
 * Routes for setting a password with a link, for the events of accounts, and for the administrators of
 * providers.
 */
@Controller('v1')
export class AccountsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly useLink: UseLink,
    private readonly requestLink: RequestLink,
    private readonly withdrawFirst: WithdrawFirstAdministrator,
  ) {}

  /**
   * Returns the account for which a link sets the password. The link can still be used afterwards. The token
   * is in the request body, because URLs are logged.
   */
  @Post('account-links/read')
  @HttpCode(200)
  @Allow(PUBLIC)
  readLink(@Body() { token }: AccountLinkDto): Promise<AccountLinkView> {
    return accountLinkView(this.database.shared, token, this.clock.now());
  }

  /**
   * Sets the password of the user to whom a link belongs. The link cannot be used again. All sessions of the
   * user end.
   */
  @Post('account-links/use')
  @HttpCode(204)
  @Allow(PUBLIC)
  usePassword(@Body() body: UseLinkDto, @Ip() address: string): Promise<void> {
    return this.useLink.execute({ ...body, address });
  }

  /**
   * Asks the administrators of the user's organisation for a link to set a new password. The answer is the same if no
   * user has the address.
   */
  @Post('account-links/request')
  @HttpCode(204)
  @Allow(PUBLIC)
  request(@Body() body: RequestLinkDto, @Ip() address: string): Promise<void> {
    return this.requestLink.execute({ ...body, address });
  }

  /** Lists what happened to the accounts of the caller's organisation, newest first. */
  @Get('account-events')
  @Allow('account_events.read')
  events(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<AccountEventView>> {
    return accountEventPage(this.database.readerFor(actor), signedInUser(actor), query);
  }

  /** Lists what happened to the caller's own account, newest first. */
  @Get('me/account-events')
  @Allow('session.own')
  ownEvents(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<AccountEventView>> {
    return ownAccountEventPage(this.database.readerFor(actor), signedInUser(actor).userId, query);
  }

  /**
   * Lists the providers that have a contract with the caller's authority, and whether each has an
   * administrator.
   */
  @Get('provider-administrators')
  @Allow('provider_administrator.read')
  administrators(@CurrentActor() { actor }: Caller): Promise<ProviderAdministration[]> {
    const today = londonDate(this.clock.now());
    return providerAdministrations(this.database.readerFor(actor), authorityOf(actor), today);
  }

  /**
   * Withdraws the invitation of a provider's first administrator who has not used the invitation link yet.
   */
  @Delete('provider-administrators/:userId')
  @HttpCode(204)
  @Allow('provider_administrator.withdraw')
  withdraw(@Param('userId', ParseUUIDPipe) userId: string, @CurrentActor() caller: Caller): Promise<void> {
    return this.withdrawFirst.execute(caller, { userId });
  }
}
