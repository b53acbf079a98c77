import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { providerUser } from '#brokerage/access/scope';
import { ownOffer, ownOfferPage } from '#brokerage/offers/offers.queries';
import { ReviseOffer } from '#brokerage/offers/revise-offer';
import { WithdrawOffer } from '#brokerage/offers/withdraw-offer';
import type { OwnOfferView } from '#contracts/offers';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { ReviseOfferDto } from './offer-terms.dto.js';

/** Routes for a provider's own offers. */
@Controller('v1/offers')
export class OffersController {
  constructor(
    private readonly database: Database,
    private readonly reviseOffer: ReviseOffer,
    private readonly withdrawOffer: WithdrawOffer,
  ) {}

  @Get()
  @Allow('offer.read')
  list(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<OwnOfferView>> {
    return ownOfferPage(this.database.readerFor(actor), providerUser(actor), query);
  }

  @Get(':id')
  @Allow('offer.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<OwnOfferView> {
    return ownOffer(this.database.readerFor(actor), providerUser(actor), id);
  }

  @Put(':id')
  @Allow('offer.change')
  revise(
    @Param('id', ParseUUIDPipe) offerId: string,
    @Body() { version, ...terms }: ReviseOfferDto,
    @CurrentActor() caller: Caller,
  ): Promise<OwnOfferView> {
    return this.reviseOffer.execute(caller, { offerId, version, terms });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('offer.change')
  withdraw(
    @Param('id', ParseUUIDPipe) offerId: string,
    @CurrentActor() caller: Caller,
  ): Promise<OwnOfferView> {
    return this.withdrawOffer.execute(caller, { offerId });
  }
}
