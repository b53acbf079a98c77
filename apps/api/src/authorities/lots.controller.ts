import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { clockProfiles } from '#brokerage/authorities/authorities.queries';
import { ChangeClockProfile } from '#brokerage/authorities/change-clock-profile';
import { ConfirmClocks } from '#brokerage/authorities/confirm-clocks';
import { ChangeLot } from '#brokerage/authorities/change-lot';
import { ChangeLotOutline } from '#brokerage/authorities/change-lot-outline';
import {
  areasOfLots,
  type Located,
  locate,
  lotOffices,
  lotOutlines,
  lotsOf,
  lotView,
} from '#brokerage/authorities/lots.queries';
import { RecordLot } from '#brokerage/authorities/record-lot';
import type { AreaCoverage, ClockProfileView, LotOffice, LotOutline, LotView } from '#contracts/lots';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ChangeLotDto, ClockProfileDto, LocateDto, LotDto, LotOutlineDto, UrgencyDto } from './lot.dto.js';

/** Routes for an authority's lots, and for the authority's time limits for each urgency (clock profiles). */
@Controller('v1')
export class LotsController {
  constructor(
    private readonly database: Database,
    private readonly recordLot: RecordLot,
    private readonly changeLot: ChangeLot,
    private readonly changeLotOutline: ChangeLotOutline,
    private readonly changeClockProfile: ChangeClockProfile,
    private readonly confirmClocks: ConfirmClocks,
  ) {}

  @Get('lots')
  @Allow('lot.read')
  list(@CurrentActor() { actor }: Caller): Promise<LotView[]> {
    return lotsOf(this.database.readerFor(actor), authorityOf(actor));
  }

  /** Returns the outline of each lot as a GeoJSON geometry, for drawing a map. */
  @Get('lots/outlines')
  @Allow('lot.read')
  outlines(@CurrentActor() { actor }: Caller): Promise<LotOutline[]> {
    return lotOutlines(this.database.readerFor(actor), authorityOf(actor));
  }

  /** Returns each contracted branch with the lot that contains the branch's office. */
  @Get('lots/offices')
  @Allow('lot.read')
  offices(@CurrentActor() { actor }: Caller): Promise<LotOffice[]> {
    return lotOffices(this.database.readerFor(actor), authorityOf(actor));
  }

  /** Returns where the postcode areas of the lots overlap, and where they leave gaps. */
  @Get('lots/area-coverage')
  @Allow('lot.read')
  areas(@CurrentActor() { actor }: Caller): Promise<AreaCoverage> {
    return areasOfLots(this.database.readerFor(actor), authorityOf(actor));
  }

  /**
   * Returns the lot that contains a postcode. The route is a POST request, because a postcode must not appear
   * in a URL.
   */
  @Post('lots/locate')
  @HttpCode(200)
  @Allow('lot.locate')
  locate(@Body() { postcode }: LocateDto, @CurrentActor() { actor }: Caller): Promise<Located> {
    return locate(this.database.readerFor(actor), authorityOf(actor), postcode);
  }

  @Get('lots/:id')
  @Allow('lot.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<LotView> {
    return lotView(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('lots')
  @Allow('lot.create')
  record(@Body() body: LotDto, @CurrentActor() caller: Caller): Promise<LotView> {
    return this.recordLot.execute(caller, body);
  }

  @Put('lots/:id')
  @Allow('lot.change')
  change(
    @Param('id', ParseUUIDPipe) lotId: string,
    @Body() body: ChangeLotDto,
    @CurrentActor() caller: Caller,
  ): Promise<LotView> {
    return this.changeLot.execute(caller, { lotId, ...body });
  }

  /** Replaces the outline of a lot by an area in GeoJSON or TopoJSON. */
  @Put('lots/:id/outline')
  @Allow('lot.change')
  changeOutline(
    @Param('id', ParseUUIDPipe) lotId: string,
    @Body() body: LotOutlineDto,
    @CurrentActor() caller: Caller,
  ): Promise<LotView> {
    return this.changeLotOutline.execute(caller, { lotId, ...body });
  }

  @Get('clock-profiles')
  @Allow('clock.read')
  clocks(@CurrentActor() { actor }: Caller): Promise<ClockProfileView[]> {
    return clockProfiles(this.database.readerFor(actor), authorityOf(actor));
  }

  /** Records that a commissioner finds the time limits right. */
  @Post('clock-profiles/confirm')
  @HttpCode(200)
  @Allow('clock.change')
  confirm(@CurrentActor() caller: Caller): Promise<ClockProfileView[]> {
    return this.confirmClocks.execute(caller);
  }

  @Put('clock-profiles/:urgency')
  @Allow('clock.change')
  changeClock(
    @Param() { urgency }: UrgencyDto,
    @Body() body: ClockProfileDto,
    @CurrentActor() caller: Caller,
  ): Promise<ClockProfileView> {
    return this.changeClockProfile.execute(caller, { urgency, ...body });
  }
}
