import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { authorityOf, scopeOf } from '#brokerage/access/scope';
import { headRoomOfPlacement, headRoomPage } from '#brokerage/growth/head-room.queries';
import { ledgerPage } from '#brokerage/growth/ledger.queries';
import type { HeadRoomView, LedgerLineView } from '#contracts/growth-and-head-room';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { CqcIdDto } from '../providers/register.dto.js';

@Controller('v1')
export class GrowthController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Lists each person with the weekly minutes by which the person's care may still grow. Staff see the people
   * of their authority. Providers see the people for whom their branches care.
   */
  @Get('branches/:id/head-room')
  @Allow('head_room.read')
  headRoom(
    @Param() { id: branchId }: CqcIdDto,
    @Query() query: PageDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<HeadRoomView>> {
    const now = this.clock.now();
    return headRoomPage(this.database.readerFor(actor), scopeOf(actor), { branchId, now, ...query });
  }

  /** Returns the weekly minutes by which the care of a placement's person may still grow. */
  @Get('placements/:id/head-room')
  @Allow('head_room.read')
  headRoomOfOne(
    @Param('id', ParseUUIDPipe) placementId: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<HeadRoomView> {
    return headRoomOfPlacement(this.database.readerFor(actor), scopeOf(actor), placementId, this.clock.now());
  }

  /**
   * Returns the growth ledger of a restriction. The ledger lists each person's baseline, changes, and the
   * weekly minutes by which the care may still grow.
   */
  @Get('restrictions/:id/ledger')
  @Allow('ledger.read')
  ledger(
    @Param('id', ParseUUIDPipe) restrictionId: string,
    @Query() query: PageDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<LedgerLineView>> {
    const now = this.clock.now();
    return ledgerPage(this.database.readerFor(actor), authorityOf(actor), { restrictionId, now, ...query });
  }
}
