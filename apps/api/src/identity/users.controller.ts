import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { ChangeUser } from '#brokerage/identity/change-user';
import { CreateUser } from '#brokerage/identity/create-user';
import { DisableUser } from '#brokerage/identity/disable-user';
import { EnableUser } from '#brokerage/identity/enable-user';
import { userIn, userPage } from '#brokerage/identity/identity.queries';
import type { UserView } from '#contracts/identity';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { ChangeUserDto, NewUserDto } from './identity.dto.js';

@Controller('v1/users')
export class UsersController {
  constructor(
    private readonly database: Database,
    private readonly createUser: CreateUser,
    private readonly changeUser: ChangeUser,
    private readonly disableUser: DisableUser,
    private readonly enableUser: EnableUser,
  ) {}

  @Get()
  @Allow('user.read')
  list(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<UserView>> {
    return userPage(this.database.reader, authorityOf(actor), query);
  }

  @Get(':id')
  @Allow('user.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<UserView> {
    return userIn(this.database.reader, authorityOf(actor), id);
  }

  @Post()
  @Allow('user.create')
  create(@Body() body: NewUserDto, @CurrentActor() caller: Caller): Promise<UserView> {
    return this.createUser.execute(caller, body);
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
