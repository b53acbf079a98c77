import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { providerOf, scopeOf } from '#brokerage/access/scope';
import { capacitiesIn } from '#brokerage/providers/capacity.queries';
import { ChangeContract } from '#brokerage/providers/change-contract';
import { contractIn, contractPage, subcontractPage } from '#brokerage/providers/contracts.queries';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { EndSubcontract } from '#brokerage/providers/end-subcontract';
import { RecordContract } from '#brokerage/providers/record-contract';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import { workOf } from '#brokerage/providers/work.queries';
import type { Page } from '#contracts/pages';
import type { CapacityView, ContractView, SubcontractView, WorkView } from '#contracts/providers';
import { londonDate } from '#domain/time/london';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/actor.js';
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

/** Who may be asked in which lot, who delivers for whom, and what they have to spare. */
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
    return contractPage(this.database.reader, scopeOf(actor), query);
  }

  @Get('contracts/:id')
  @Allow('contract.read')
  contract(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<ContractView> {
    return contractIn(this.database.reader, scopeOf(actor), id);
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
    return subcontractPage(this.database.reader, scopeOf(actor), query);
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

  /** Where a provider's own branches work, in whichever authority. */
  @Get('work')
  @Allow('work.read')
  work(@CurrentActor() { actor }: Caller): Promise<WorkView[]> {
    return workOf(this.database.reader, providerOf(actor), londonDate(this.clock.now()));
  }

  @Get('capacity')
  @Allow('capacity.read')
  capacity(@Query() query: CapacityQueryDto, @CurrentActor() { actor }: Caller): Promise<CapacityView[]> {
    return capacitiesIn(this.database.reader, scopeOf(actor), query);
  }

  /** A stale version is a conflict that says what was taken meanwhile. */
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
