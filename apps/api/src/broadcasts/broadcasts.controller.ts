import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { authorityOf } from '#brokerage/access/scope';
import { broadcastPage, invitedBranches, ownBroadcast } from '#brokerage/broadcasts/broadcasts.queries';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { ExtendBroadcast } from '#brokerage/broadcasts/extend-broadcast';
import { decisionsOf } from '#brokerage/broadcasts/decisions.queries';
import { rankedOffers } from '#brokerage/broadcasts/ranked-offers.queries';
import type { AwardView } from '#contracts/awards';
import type { BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { RankedOfferView } from '#contracts/offers';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { AwardOfferDto } from '../awards/award.dto.js';
import { ReasonDto } from '../http/field-validators.js';
import { BroadcastsQueryDto, ExtendDto } from './broadcast.dto.js';

@Controller('v1/broadcasts')
export class BroadcastsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly extendBroadcast: ExtendBroadcast,
    private readonly closeBroadcast: CloseBroadcast,
    private readonly cancelBroadcast: CancelBroadcast,
    private readonly awardOffer: AwardOffer,
  ) {}

  @Get()
  @Allow('broadcast.read')
  list(@Query() query: BroadcastsQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<BroadcastView>> {
    return broadcastPage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  @Get(':id')
  @Allow('broadcast.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<BroadcastView> {
    return ownBroadcast(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Get(':id/decisions')
  @Allow('broadcast.read')
  decisions(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<DecisionView[]> {
    return decisionsOf(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Get(':id/invitations')
  @Allow('broadcast.read')
  invitations(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<InvitedBranchView[]> {
    return invitedBranches(this.database.readerFor(actor), authorityOf(actor), id, this.clock.now());
  }

  @Get(':id/offers')
  @Allow('offer.compare')
  offers(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<RankedOfferView[]> {
    return rankedOffers(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post(':id/extend')
  @HttpCode(200)
  @Allow('broadcast.change')
  extend(
    @Param('id', ParseUUIDPipe) broadcastId: string,
    @Body() body: ExtendDto,
    @CurrentActor() caller: Caller,
  ): Promise<BroadcastView> {
    return this.extendBroadcast.execute(caller, { broadcastId, ...body });
  }

  @Post(':id/close')
  @HttpCode(200)
  @Allow('broadcast.change')
  close(
    @Param('id', ParseUUIDPipe) broadcastId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<BroadcastView> {
    return this.closeBroadcast.early(caller, { broadcastId, reason });
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('broadcast.change')
  cancel(
    @Param('id', ParseUUIDPipe) broadcastId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<BroadcastView> {
    return this.cancelBroadcast.execute(caller, { broadcastId, reason });
  }

  @Post(':id/award')
  @Allow('award.make')
  award(
    @Param('id', ParseUUIDPipe) broadcastId: string,
    @Body() body: AwardOfferDto,
    @CurrentActor() caller: Caller,
  ): Promise<AwardView> {
    return this.awardOffer.execute(caller, { broadcastId, ...body });
  }
}
