import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { KeepCase } from '#brokerage/reallocations/keep-case';
import {
  caseIn,
  casePage,
  reallocationIn,
  reallocationPage,
  transfersByLot,
  untouchedCare,
} from '#brokerage/reallocations/reallocations.queries';
import type { Page } from '#contracts/list-page';
import type { CaseView, LotTransfers, ReallocationView, UntouchedCareView } from '#contracts/reallocations';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ReasonDto } from '../http/field-validators.js';
import { CasesQueryDto, ReallocationsQueryDto } from './reallocation.dto.js';

/**
 * Routes that list reallocations and their cases, and a route with which an officer keeps the care of a case
 * at its branch.
 */
@Controller('v1')
export class CasesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keepCase: KeepCase,
  ) {}

  @Get('reallocations')
  @Allow('reallocation.read')
  list(
    @Query() query: ReallocationsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<ReallocationView>> {
    return reallocationPage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  @Get('reallocations/:id')
  @Allow('reallocation.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<ReallocationView> {
    return reallocationIn(this.database.readerFor(actor), authorityOf(actor), id);
  }

  /** Lists the cases of a reallocation, those with the greatest risk first. */
  @Get('reallocations/:id/cases')
  @Allow('reallocation.read')
  cases(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { isStuck, ...query }: CasesQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<CaseView>> {
    const asked = { ...query, ...(isStuck && { stuckAt: this.clock.now() }) };
    return casePage(this.database.readerFor(actor), authorityOf(actor), id, asked);
  }

  /** Counts the transfers of a reallocation in each lot: closed, open and stuck. */
  @Get('reallocations/:id/lots')
  @Allow('reallocation.read')
  lots(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<LotTransfers[]> {
    return transfersByLot(this.database.readerFor(actor), authorityOf(actor), id, this.clock.now());
  }

  /**
   * Lists the untouched care of a reallocation: care under a contract of the branch that is being left.
   * Another branch delivers this care, so the care stays.
   */
  @Get('reallocations/:id/untouched')
  @Allow('reallocation.read')
  untouched(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<UntouchedCareView[]> {
    return untouchedCare(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Get('cases/:id')
  @Allow('reallocation.read')
  case(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<CaseView> {
    return caseIn(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('cases/:id/keep')
  @HttpCode(200)
  @Allow('case.change')
  keep(
    @Param('id', ParseUUIDPipe) caseId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<CaseView> {
    return this.keepCase.execute(caller, { caseId, reason });
  }
}
