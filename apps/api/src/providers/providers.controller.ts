import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { signedInUser } from '#brokerage/access/scope';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { branchPage, branchView, providerPage, providerView } from '#brokerage/providers/providers.queries';
import { RecordBranch } from '#brokerage/providers/record-branch';
import { RecordProvider } from '#brokerage/providers/record-provider';
import type { Page } from '#contracts/list-page';
import type { BranchView, ProviderView } from '#contracts/providers';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import {
  BranchesQueryDto,
  ChangeBranchDto,
  CqcIdDto,
  NewBranchDto,
  NewProviderDto,
  RegisterQueryDto,
} from './register.dto.js';

/** Routes for the register of providers and branches, which all authorities share. */
@Controller('v1')
export class ProvidersController {
  constructor(
    private readonly database: Database,
    private readonly recordProvider: RecordProvider,
    private readonly recordBranch: RecordBranch,
    private readonly changeBranch: ChangeBranch,
  ) {}

  @Get('providers')
  @Allow('provider.read')
  providers(
    @Query() query: RegisterQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<ProviderView>> {
    return providerPage(this.database.readerFor(actor), query);
  }

  @Get('providers/:id')
  @Allow('provider.read')
  provider(@Param() { id }: CqcIdDto, @CurrentActor() { actor }: Caller): Promise<ProviderView> {
    return providerView(this.database.readerFor(actor), id);
  }

  @Post('providers')
  @Allow('provider.create')
  record(@Body() body: NewProviderDto, @CurrentActor() caller: Caller): Promise<ProviderView> {
    return this.recordProvider.execute(caller, body);
  }

  @Get('branches')
  @Allow('provider.read')
  branches(@Query() query: BranchesQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<BranchView>> {
    return branchPage(this.database.readerFor(actor), query, signedInUser(actor).authorityId);
  }

  @Get('branches/:id')
  @Allow('provider.read')
  branch(@Param() { id }: CqcIdDto, @CurrentActor() { actor }: Caller): Promise<BranchView> {
    return branchView(this.database.readerFor(actor), id, signedInUser(actor).authorityId);
  }

  @Post('branches')
  @Allow('provider.create')
  open(@Body() body: NewBranchDto, @CurrentActor() caller: Caller): Promise<BranchView> {
    return this.recordBranch.execute(caller, body);
  }

  @Put('branches/:id')
  @Allow('branch.change')
  change(
    @Param() { id: branchId }: CqcIdDto,
    @Body() body: ChangeBranchDto,
    @CurrentActor() caller: Caller,
  ): Promise<BranchView> {
    return this.changeBranch.execute(caller, { branchId, ...body });
  }
}
