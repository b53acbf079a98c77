import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { contractDependants } from '#brokerage/monitoring/contract-dependants.queries';
import { contractLines } from '#brokerage/monitoring/contract-lines.queries';
import { ChangeContracts } from '#brokerage/framework/change-contracts';
import { checksOf } from '#brokerage/framework/contract-checks.queries';
import { RecordContractCheck } from '#brokerage/framework/record-contract-check';
import { CopyContract } from '#brokerage/framework/copy-contract';
import { previewOf, ratesOfContract, upliftPlan, upliftsOf } from '#brokerage/framework/rate-uplifts.queries';
import { acceptUplift, RecordRateUplift } from '#brokerage/framework/record-rate-uplift';
import { WithdrawRateUplift } from '#brokerage/framework/withdraw-rate-uplift';
import { subcontractDependants } from '#brokerage/monitoring/subcontract-dependants.queries';
import type {
  ContractCheckView,
  ContractDependants,
  ContractLine,
  ContractRateLine,
  RateUpliftPreview,
  RateUpliftView,
  SubcontractDependants,
} from '#contracts/framework';
import type { Page } from '#contracts/list-page';
import type { ContractView } from '#contracts/providers';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import {
  ContractCheckDto,
  ChangeContractsDto,
  ContractLinesQueryDto,
  CopyContractDto,
  RateUpliftDto,
  WithdrawUpliftDto,
} from './framework.dto.js';
import { CqcIdDto } from './register.dto.js';

/** Routes for the contracts of an authority as a set: what hangs on them, one change for many, and their rates. */
@Controller('v1')
export class FrameworkController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly changeContracts: ChangeContracts,
    private readonly copyContract: CopyContract,
    private readonly recordRateUplift: RecordRateUplift,
    private readonly withdrawRateUplift: WithdrawRateUplift,
    private readonly recordContractCheck: RecordContractCheck,
  ) {}

  /** Lists contracts with the names of branch and lot, the care under them and their owners. */
  @Get('contract-lines')
  @Allow('framework.read')
  lines(
    @Query() query: ContractLinesQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<ContractLine>> {
    return contractLines(this.database.readerFor(actor), authorityOf(actor), query, this.clock.now());
  }

  /** Returns a contract with all that hangs on it: care, awaited starts, open rounds and subcontracts. */
  @Get('contracts/:id/dependants')
  @Allow('framework.read')
  dependants(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<ContractDependants> {
    return contractDependants(this.database.readerFor(actor), authorityOf(actor), id, this.clock.now());
  }

  @Get('contracts/:id/rates')
  @Allow('framework.read')
  rates(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<ContractRateLine[]> {
    return ratesOfContract(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('contracts/change')
  @HttpCode(200)
  @Allow('contract.change')
  change(
    @Body() body: ChangeContractsDto,
    @CurrentActor() caller: Caller,
  ): Promise<{ readonly changed: number }> {
    return this.changeContracts.execute(caller, body);
  }

  @Post('contracts/:id/copies')
  @Allow('contract.create')
  copy(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() body: CopyContractDto,
    @CurrentActor() caller: Caller,
  ): Promise<ContractView[]> {
    return this.copyContract.execute(caller, { contractId, ...body });
  }

  @Get('rate-uplifts')
  @Allow('framework.read')
  uplifts(@CurrentActor() { actor }: Caller): Promise<RateUpliftView[]> {
    return upliftsOf(this.database.readerFor(actor), authorityOf(actor));
  }

  /** Returns what a change of rates would do, and records nothing. */
  @Post('rate-uplifts/preview')
  @HttpCode(200)
  @Allow('preview.read')
  async preview(@Body() body: RateUpliftDto, @CurrentActor() { actor }: Caller): Promise<RateUpliftPreview> {
    const asked = acceptUplift(authorityOf(actor), body, this.clock.now());
    return previewOf(await upliftPlan(this.database.readerFor(actor), asked));
  }

  @Post('rate-uplifts')
  @Allow('contract.create')
  uplift(
    @Body() body: RateUpliftDto,
    @CurrentActor() caller: Caller,
  ): Promise<RateUpliftPreview & { readonly id: string }> {
    return this.recordRateUplift.execute(caller, body);
  }

  /** Withdraws a change of rates before its first day. */
  @Post('rate-uplifts/:id/withdraw')
  @HttpCode(200)
  @Allow('contract.change')
  withdraw(
    @Param('id', ParseUUIDPipe) upliftId: string,
    @Body() { reason }: WithdrawUpliftDto,
    @CurrentActor() caller: Caller,
  ): Promise<RateUpliftView> {
    return this.withdrawRateUplift.execute(caller, { upliftId, reason });
  }

  /** Returns a subcontract with all that hangs on it: care, awaited starts and open rounds. */
  @Get('subcontracts/:id/dependants')
  @Allow('framework.read')
  ofSubcontract(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<SubcontractDependants> {
    return subcontractDependants(this.database.readerFor(actor), authorityOf(actor), id, this.clock.now());
  }

  /** Lists the checks of a branch that the caller's authority recorded, newest first. */
  @Get('branches/:id/checks')
  @Allow('framework.read')
  checks(@Param() { id }: CqcIdDto, @CurrentActor() { actor }: Caller): Promise<ContractCheckView[]> {
    return checksOf(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('branches/:id/checks')
  @Allow('contract.create')
  check(
    @Param() { id: branchId }: CqcIdDto,
    @Body() body: ContractCheckDto,
    @CurrentActor() caller: Caller,
  ): Promise<ContractCheckView> {
    return this.recordContractCheck.execute(caller, { branchId, ...body });
  }
}
