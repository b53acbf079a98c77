import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { scopeOf } from '#brokerage/access/scope';
import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { handBackPage } from '#brokerage/hand-backs/hand-backs.queries';
import type { Page } from '#contracts/list-page';
import type { HandBackView } from '#contracts/reallocations';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { NewHandBackDto } from './hand-back.dto.js';

@Controller('v1/hand-backs')
export class HandBacksController {
  constructor(
    private readonly database: Database,
    private readonly handBackContract: HandBackContract,
  ) {}

  @Get()
  @Allow('hand_back.read')
  list(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<HandBackView>> {
    return handBackPage(this.database.readerFor(actor), scopeOf(actor), query);
  }

  /**
   * Hands back a branch's work in the given lots. A provider hands back to every authority that has one of
   * these lots. A commissioner can only record a hand-back to the commissioner's own authority. Returns one
   * hand-back for each authority.
   */
  @Post()
  @Allow('hand_back.create')
  handBack(@Body() body: NewHandBackDto, @CurrentActor() caller: Caller): Promise<HandBackView[]> {
    return this.handBackContract.execute(caller, body);
  }
}
