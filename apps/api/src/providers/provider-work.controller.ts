import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { providerOf } from '#brokerage/access/scope';
import { ConfirmCapacity } from '#brokerage/providers/confirm-capacity';
import { workOf } from '#brokerage/providers/where-branches-work.queries';
import type { ConfirmedCapacity, WorkView } from '#contracts/providers';
import { londonDate } from '#domain/time/london';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { CapacityConfirmationDto } from './contract.dto.js';

/**
 * Routes for a provider: one lists the lots in which the provider's branches work, another confirms the
 * branches' declared capacity.
 */
@Controller('v1')
export class WorkController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly confirmCapacity: ConfirmCapacity,
  ) {}

  @Get('work')
  @Allow('work.read')
  work(@CurrentActor() { actor }: Caller): Promise<WorkView[]> {
    return workOf(this.database.readerFor(actor), providerOf(actor), londonDate(this.clock.now()));
  }

  /**
   * Confirms the declared capacity of several branches and lots. A line may also change the spare minutes. A line
   * that has changed since the user read it is refused, and the others are confirmed.
   */
  @Post('capacity/confirm')
  @HttpCode(200)
  @Allow('capacity.declare')
  confirm(@Body() body: CapacityConfirmationDto, @CurrentActor() caller: Caller): Promise<ConfirmedCapacity> {
    return this.confirmCapacity.execute(caller, body);
  }
}
