import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { scopeOf } from '#brokerage/access/scope';
import { capacitiesIn } from '#brokerage/providers/capacity.queries';
import { ChangeContract } from '#brokerage/providers/change-contract';
import { contractIn, contractPage, subcontractPage } from '#brokerage/providers/contracts.queries';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { EndSubcontract } from '#brokerage/providers/end-subcontract';
import { RecordContract } from '#brokerage/providers/record-contract';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import type { Page } from '#contracts/list-page';
import type { CapacityView, ContractView, SubcontractView } from '#contracts/providers';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import {
  CapacityDto,
  CapacityParamsDto,
  CapacityQueryDto,
  ChangeContractDto,
  ContractsQueryDto,
  EndSubcontractDto,
  NewContractDto,
  NewSubcontractDto,
} from './contract.dto.js';

/** Routes for contracts, subcontracts and declared capacity. */
@Controller('v1')
export class ContractsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recordContract: RecordContract,
    private readonly changeContract: ChangeContract,
    private readonly recordSubcontract: RecordSubcontract,
    private readonly endSubcontract: EndSubcontract,
    private readonly declareCapacity: DeclareCapacity,
  ) {}

  @Get('contracts')
  @Allow('contract.read')
  contracts(
    @Query() query: ContractsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<ContractView>> {
    return contractPage(this.database.readerFor(actor), scopeOf(actor), query, this.clock.now());
  }

  @Get('contracts/:id')
  @Allow('contract.read')
  contract(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<ContractView> {
    return contractIn(this.database.readerFor(actor), scopeOf(actor), id, this.clock.now());
  }

  @Post('contracts')
  @Allow('contract.create')
  record(@Body() body: NewContractDto, @CurrentActor() caller: Caller): Promise<ContractView> {
    return this.recordContract.execute(caller, body);
  }

  @Put('contracts/:id')
  @Allow('contract.change')
  change(
    @Param('id', ParseUUIDPipe) contractId: string,
    @Body() body: ChangeContractDto,
    @CurrentActor() caller: Caller,
  ): Promise<ContractView> {
    return this.changeContract.execute(caller, { contractId, ...body });
  }

  @Get('subcontracts')
  @Allow('contract.read')
  subcontracts(
    @Query() query: ContractsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<SubcontractView>> {
    return subcontractPage(this.database.readerFor(actor), scopeOf(actor), query);
  }

  @Post('subcontracts')
  @Allow('contract.create')
  subcontract(@Body() body: NewSubcontractDto, @CurrentActor() caller: Caller): Promise<SubcontractView> {
    return this.recordSubcontract.execute(caller, body);
  }

  @Post('subcontracts/:id/end')
  @HttpCode(200)
  @Allow('contract.change')
  end(
    @Param('id', ParseUUIDPipe) subcontractId: string,
    @Body() { endsOn }: EndSubcontractDto,
    @CurrentActor() caller: Caller,
  ): Promise<SubcontractView> {
    return this.endSubcontract.execute(caller, { subcontractId, endsOn });
  }

  @Get('capacity')
  @Allow('capacity.read')
  capacity(@Query() query: CapacityQueryDto, @CurrentActor() { actor }: Caller): Promise<CapacityView[]> {
    return capacitiesIn(this.database.readerFor(actor), scopeOf(actor), query);
  }

  /**
   * Declares a branch's capacity in a lot. Refuses a declaration that was based on an older version, because
   * awards may have used capacity in the meantime.
   */
  @Put('branches/:branchId/capacity/:lotId')
  @Allow('capacity.declare')
  declare(
    @Param() { branchId, lotId }: CapacityParamsDto,
    @Body() body: CapacityDto,
    @CurrentActor() caller: Caller,
  ): Promise<CapacityView> {
    return this.declareCapacity.execute(caller, { branchId, lotId, ...body });
  }
}
