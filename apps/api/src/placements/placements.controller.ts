import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { scopeOf } from '#brokerage/access/scope';
import { ChangeDeliverer } from '#brokerage/placements/change-deliverer';
import { EndPlacement } from '#brokerage/placements/end-placement';
import { placementIn, placementPage, variationsOf } from '#brokerage/care/placements.queries';
import { RequestVariation } from '#brokerage/placements/request-variation';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import type { Page } from '#contracts/list-page';
import type { PlacementView, VariationView } from '#contracts/placements';
import type { VariationRequestView } from '#contracts/variations';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { DelivererDto, EndPlacementDto, PlacementsQueryDto, VariationDto } from './placement.dto.js';

@Controller('v1/placements')
export class PlacementsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly varyPlacement: VaryPlacement,
    private readonly endPlacement: EndPlacement,
    private readonly requestVariation: RequestVariation,
    private readonly changeDeliverer: ChangeDeliverer,
  ) {}

  @Get()
  @Allow('placement.read')
  list(@Query() query: PlacementsQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<PlacementView>> {
    return placementPage(this.database.readerFor(actor), scopeOf(actor), query, this.clock.now());
  }

  @Get(':id')
  @Allow('placement.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<PlacementView> {
    return placementIn(this.database.readerFor(actor), scopeOf(actor), id, this.clock.now());
  }

  @Get(':id/variations')
  @Allow('placement.read')
  variations(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<VariationView[]> {
    return variationsOf(this.database.readerFor(actor), scopeOf(actor), id);
  }

  @Post(':id/variations')
  @Allow('placement.vary')
  vary(
    @Param('id', ParseUUIDPipe) placementId: string,
    @Body() body: VariationDto,
    @CurrentActor() caller: Caller,
  ): Promise<VariationView> {
    return this.varyPlacement.execute(caller, { placementId, ...body });
  }

  /**
   * Requests a variation: a change of a placement's weekly minutes. An officer approves or refuses the
   * request.
   */
  @Post(':id/variation-requests')
  @Allow('variation.request')
  request(
    @Param('id', ParseUUIDPipe) placementId: string,
    @Body() body: VariationDto,
    @CurrentActor() caller: Caller,
  ): Promise<VariationRequestView> {
    return this.requestVariation.execute(caller, { placementId, ...body });
  }

  /**
   * Changes the branch that delivers a placement: from the contracted branch to its subcontractor on record,
   * or back.
   */
  @Post(':id/deliverer')
  @Allow('placement.change_deliverer')
  deliverer(
    @Param('id', ParseUUIDPipe) placementId: string,
    @Body() body: DelivererDto,
    @CurrentActor() caller: Caller,
  ): Promise<PlacementView> {
    return this.changeDeliverer.execute(caller, { placementId, ...body });
  }

  @Post(':id/end')
  @HttpCode(200)
  @Allow('placement.end')
  end(
    @Param('id', ParseUUIDPipe) placementId: string,
    @Body() body: EndPlacementDto,
    @CurrentActor() caller: Caller,
  ): Promise<PlacementView> {
    return this.endPlacement.execute(caller, { placementId, ...body });
  }
}
