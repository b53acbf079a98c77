import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { providerUser } from '#brokerage/access/scope';
import { DeclineInvitation } from '#brokerage/broadcasts/decline-invitation';
import { invitationPage, invitationView } from '#brokerage/broadcasts/invitations.queries';
import { SeeInvitation } from '#brokerage/broadcasts/see-invitation';
import { MakeOffer } from '#brokerage/offers/make-offer';
import type { InvitationView } from '#contracts/broadcasts';
import type { OwnOfferView } from '#contracts/offers';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { OfferTermsDto } from '../offers/offer-terms.dto.js';
import { DeclineDto, InvitationsQueryDto } from './broadcast.dto.js';

/**
 * Routes with which a provider lists the invitations of its branches, and declines or answers an invitation.
 */
@Controller('v1/invitations')
export class InvitationsController {
  constructor(
    private readonly database: Database,
    private readonly seeInvitation: SeeInvitation,
    private readonly declineInvitation: DeclineInvitation,
    private readonly makeOffer: MakeOffer,
  ) {}

  @Get()
  @Allow('invitation.read')
  list(
    @Query() query: InvitationsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<InvitationView>> {
    return invitationPage(this.database.readerFor(actor), providerUser(actor), query);
  }

  @Get(':id')
  @Allow('invitation.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<InvitationView> {
    const ranks = this.database.readerFor(actor, { kind: 'invitation', id });
    return invitationView(this.database.readerFor(actor), ranks, providerUser(actor), id);
  }

  @Post(':id/seen')
  @HttpCode(200)
  @Allow('invitation.answer')
  seen(
    @Param('id', ParseUUIDPipe) invitationId: string,
    @CurrentActor() caller: Caller,
  ): Promise<InvitationView> {
    return this.seeInvitation.execute(caller, { invitationId });
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Allow('invitation.answer')
  decline(
    @Param('id', ParseUUIDPipe) invitationId: string,
    @Body() body: DeclineDto,
    @CurrentActor() caller: Caller,
  ): Promise<InvitationView> {
    return this.declineInvitation.execute(caller, { invitationId, ...body });
  }

  @Post(':id/offers')
  @Allow('offer.make')
  offer(
    @Param('id', ParseUUIDPipe) invitationId: string,
    @Body() terms: OfferTermsDto,
    @CurrentActor() caller: Caller,
  ): Promise<OwnOfferView> {
    return this.makeOffer.execute(caller, { invitationId, terms });
  }
}
