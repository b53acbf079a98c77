import { Controller, Get, Query } from '@nestjs/common';
import { authorityOf, staff } from '#brokerage/access/scope';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { concernPage } from '#brokerage/monitoring/monitoring.queries';
import { type Overdue, overdueIn } from '#brokerage/monitoring/watchdog.queries';
import type { BoardView } from '#contracts/board';
import type { Page } from '#contracts/list-page';
import type { ConcernView } from '#contracts/placements';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { BoardQueryDto } from './board.dto.js';
import { OfBranchQueryDto } from '../restrictions/restriction.dto.js';

@Controller('v1')
export class MonitoringController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('concerns')
  @Allow('concern.read')
  concerns(@Query() query: OfBranchQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<ConcernView>> {
    return concernPage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  /** Lists all open work of the authority: first what its staff must do, then what waits for branches. */
  @Get('board')
  @Allow('board.read')
  board(@Query() query: BoardQueryDto, @CurrentActor() { actor }: Caller): Promise<BoardView> {
    const { authorityId, userId: readerId } = staff(actor);
    return boardOf(this.database.readerFor(actor), authorityId, { ...query, readerId }, this.clock.now());
  }

  /** Lists the overdue actions of the authority's staff, the longest overdue first. */
  @Get('overdue')
  @Allow('package.read')
  overdue(@CurrentActor() { actor }: Caller): Promise<Overdue[]> {
    return overdueIn(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }
}
