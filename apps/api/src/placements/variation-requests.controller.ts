import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { scopeOf } from '#brokerage/access/scope';
import { ApproveVariation } from '#brokerage/placements/approve-variation';
import { RefuseVariation } from '#brokerage/placements/refuse-variation';
import { variationRequestPage } from '#brokerage/placements/variation-requests.queries';
import { WithdrawVariationRequest } from '#brokerage/placements/withdraw-variation-request';
import type { Page } from '#contracts/list-page';
import type { VariationRequestView } from '#contracts/variations';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ReasonDto } from '../http/field-validators.js';
import { VariationRequestsQueryDto } from './placement.dto.js';

@Controller('v1/variation-requests')
export class VariationRequestsController {
  constructor(
    private readonly database: Database,
    private readonly approveVariation: ApproveVariation,
    private readonly refuseVariation: RefuseVariation,
    private readonly withdrawRequest: WithdrawVariationRequest,
  ) {}

  /**
   * Lists variation requests. Staff see the requests of their authority. A provider sees the requests for
   * care that the provider's branches deliver.
   */
  @Get()
  @Allow('variation.read')
  list(
    @Query() query: VariationRequestsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<VariationRequestView>> {
    return variationRequestPage(this.database.readerFor(actor), scopeOf(actor), query);
  }

  @Post(':id/approve')
  @Allow('variation.approve')
  approve(
    @Param('id', ParseUUIDPipe) variationRequestId: string,
    @CurrentActor() caller: Caller,
  ): Promise<VariationRequestView> {
    return this.approveVariation.execute(caller, { variationRequestId });
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @Allow('variation.refuse')
  refuse(
    @Param('id', ParseUUIDPipe) variationRequestId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<VariationRequestView> {
    return this.refuseVariation.execute(caller, { variationRequestId, reason });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('variation.withdraw')
  withdraw(
    @Param('id', ParseUUIDPipe) variationRequestId: string,
    @CurrentActor() caller: Caller,
  ): Promise<VariationRequestView> {
    return this.withdrawRequest.execute(caller, { variationRequestId });
  }
}
