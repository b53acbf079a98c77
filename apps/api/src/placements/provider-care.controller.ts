import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { providerOf } from '#brokerage/access/scope';
import { awaitedStart, awaitedStarts } from '#brokerage/awards/awaited-starts.queries';
import { careIn, carePage } from '#brokerage/placements/care.queries';
import type { AwaitedStartView, CareView } from '#contracts/care';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { PlacementsQueryDto } from './placement.dto.js';

/**
 * Routes for the care that a provider's branches deliver, for any authority. The responses have the names of
 * lots and authorities, not only their ids.
 */
@Controller('v1')
export class CareController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('care')
  @Allow('care.read')
  list(@Query() query: PlacementsQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<CareView>> {
    return carePage(this.database.readerFor(actor), providerOf(actor), { now: this.clock.now(), ...query });
  }

  @Get('care/:id')
  @Allow('care.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<CareView> {
    return careIn(this.database.readerFor(actor), providerOf(actor), id, this.clock.now());
  }

  /** Lists awarded care that has not started yet. */
  @Get('starts')
  @Allow('care.read')
  starts(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<AwaitedStartView>> {
    return awaitedStarts(this.database.readerFor(actor), providerOf(actor), query);
  }

  @Get('starts/:id')
  @Allow('care.read')
  start(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<AwaitedStartView> {
    return awaitedStart(this.database.readerFor(actor), providerOf(actor), id);
  }
}
