import { Controller, Get, Query } from '@nestjs/common';
import { readFeed } from '#brokerage/feed/feed.queries';
import type { FeedPage } from '#contracts/feed';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { FeedQueryDto } from './feed.dto.js';

/** Returns the caller's events by HTTP polling. The live socket sends the same events in the same order. */
@Controller('v1')
export class FeedController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('feed')
  @Allow('feed.read')
  feed(@Query() query: FeedQueryDto, @CurrentActor() { actor }: Caller): Promise<FeedPage> {
    return readFeed(this.database.readerFor(actor), actor, query, this.clock.now());
  }
}
