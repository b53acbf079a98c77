import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { providerOf } from '#brokerage/access/scope';
import { ConfirmCapacity } from '#brokerage/providers/confirm-capacity';
import { workOf } from '#brokerage/providers/where-branches-work.queries';
import type { CapacityView, WorkView } from '#contracts/providers';
import { londonDate } from '#domain/time/london';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { CapacityConfirmationDto } from './contract.dto.js';
import { CqcIdDto } from './register.dto.js';

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
   * Confirms that the declared capacity in the given lots is still right. Confirms nothing if one of these
   * declarations has changed since the user read it.
   */
  @Post('branches/:id/capacity/confirm')
  @HttpCode(200)
  @Allow('capacity.declare')
  confirm(
    @Param() { id: branchId }: CqcIdDto,
    @Body() body: CapacityConfirmationDto,
    @CurrentActor() caller: Caller,
  ): Promise<CapacityView[]> {
    return this.confirmCapacity.execute(caller, { branchId, ...body });
  }
}
