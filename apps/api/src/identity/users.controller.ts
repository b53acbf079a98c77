import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { administrator } from '#brokerage/access/scope';
import { ChangeUser } from '#brokerage/identity/change-user';
import { DisableUser } from '#brokerage/identity/disable-user';
import { DismissRequest } from '#brokerage/identity/dismiss-request';
import { EnableUser } from '#brokerage/identity/enable-user';
import { userIn, userPage } from '#brokerage/identity/identity.queries';
import { InviteUser } from '#brokerage/identity/invite-user';
import { openWorkOf } from '#brokerage/identity/open-work.queries';
import { IssueLink } from '#brokerage/identity/issue-link';
import { LimitUser } from '#brokerage/identity/limit-user';
import { RevokeLink } from '#brokerage/identity/revoke-link';
import type { OpenWorkView, UserView, UserWithLink } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { BranchLimitDto, ChangeUserDto, NewUserDto, UserQueryDto } from './identity.dto.js';

/** Routes with which an administrator manages the users of the administrator's organisation. */
@Controller('v1/users')
export class UsersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly inviteUser: InviteUser,
    private readonly issueLink: IssueLink,
    private readonly revokeLink: RevokeLink,
    private readonly changeUser: ChangeUser,
    private readonly disableUser: DisableUser,
    private readonly enableUser: EnableUser,
    private readonly limitUser: LimitUser,
    private readonly dismissRequest: DismissRequest,
  ) {}

  @Get()
  @Allow('user.read')
  list(@Query() query: UserQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<UserView>> {
    return userPage(this.database.readerFor(actor), administrator(actor), query);
  }

  @Get(':id')
  @Allow('user.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<UserView> {
    return userIn(this.database.readerFor(actor), administrator(actor), id);
  }

  /** Says what a user holds: the open work and the sessions, which a new role or the end of the account ends. */
  @Get(':id/open-work')
  @Allow('user.read')
  openWork(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<OpenWorkView> {
    return openWorkOf(this.database.readerFor(actor), administrator(actor), id, this.clock.now());
  }

  /**
   * Adds a user and returns a single-use link, with which the user sets a password. Only this response has
   * the link.
   *
   * An authority can also add the first administrator of a provider. The request then has the role
   * `provider_administrator` and the provider's id. In this case the response has no link, and the operator
   * hands the link over.
   */
  @Post()
  @Allow('user.invite')
  invite(@Body() body: NewUserDto, @CurrentActor() caller: Caller): Promise<UserWithLink> {
    return this.inviteUser.execute(caller, body);
  }

  /**
   * Issues a new link, because an invitation was lost or a password was forgotten. The user's older link can
   * no longer be used.
   */
  @Post(':id/link')
  @Allow('user.invite')
  link(@Param('id', ParseUUIDPipe) userId: string, @CurrentActor() caller: Caller): Promise<UserWithLink> {
    return this.issueLink.execute(caller, { userId });
  }

  @Delete(':id/link')
  @Allow('user.change')
  revoke(@Param('id', ParseUUIDPipe) userId: string, @CurrentActor() caller: Caller): Promise<UserView> {
    return this.revokeLink.execute(caller, { userId });
  }

  /** Dismisses what a user has asked for: a link for a forgotten password, or another e-mail address. */
  @Delete(':id/request')
  @Allow('user.change')
  dismiss(@Param('id', ParseUUIDPipe) userId: string, @CurrentActor() caller: Caller): Promise<UserView> {
    return this.dismissRequest.execute(caller, { userId });
  }

  @Patch(':id')
  @Allow('user.change')
  change(
    @Param('id', ParseUUIDPipe) userId: string,
    @Body() body: ChangeUserDto,
    @CurrentActor() caller: Caller,
  ): Promise<UserView> {
    return this.changeUser.execute(caller, { userId, ...body });
  }

  /**
   * Limits a user of a provider to some of its branches, or ends the limit. The user sees and does only the work of
   * these branches from then on.
   */
  @Put(':id/branches')
  @Allow('user.limit')
  limit(
    @Param('id', ParseUUIDPipe) userId: string,
    @Body() body: BranchLimitDto,
    @CurrentActor() caller: Caller,
  ): Promise<UserView> {
    return this.limitUser.execute(caller, { userId, ...body });
  }

  @Post(':id/disable')
  @HttpCode(200)
  @Allow('user.change')
  disable(@Param('id', ParseUUIDPipe) userId: string, @CurrentActor() caller: Caller): Promise<UserView> {
    return this.disableUser.execute(caller, { userId });
  }

  @Post(':id/enable')
  @HttpCode(200)
  @Allow('user.change')
  enable(@Param('id', ParseUUIDPipe) userId: string, @CurrentActor() caller: Caller): Promise<UserView> {
    return this.enableUser.execute(caller, { userId });
  }
}
