import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { ChangePackage } from '#brokerage/packages/change-package';
import { CreatePackage } from '#brokerage/packages/create-package';
import { EligibilityPreview } from '#brokerage/broadcasts/eligibility-preview.queries';
import { packagePage, packageStory, packageView } from '#brokerage/packages/packages.queries';
import { packageStanding } from '#brokerage/monitoring/package-overview.queries';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import type { BroadcastPlanView, BroadcastView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { PackageStanding, PackageView, StoryEntry } from '#contracts/packages';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto, ReasonDto } from '../http/field-validators.js';
import { ChangePackageDto, NewPackageDto, PackagesQueryDto, PublishDto } from './package.dto.js';

@Controller('v1/packages')
export class PackagesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly createPackage: CreatePackage,
    private readonly changePackage: ChangePackage,
    private readonly withdrawPackage: WithdrawPackage,
    private readonly publishBroadcast: PublishBroadcast,
    private readonly preview: EligibilityPreview,
  ) {}

  @Get()
  @Allow('package.read')
  list(@Query() query: PackagesQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<PackageView>> {
    return packagePage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  @Post()
  @Allow('package.create')
  create(@Body() body: NewPackageDto, @CurrentActor() caller: Caller): Promise<PackageView> {
    return this.createPackage.execute(caller, body);
  }

  @Get(':id')
  @Allow('package.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<PackageView> {
    return packageView(this.database.readerFor(actor), authorityOf(actor), id);
  }

  /**
   * Returns a package with its broadcasts, award, placement, and variation requests that are not decided yet.
   */
  @Get(':id/standing')
  @Allow('package.read')
  standing(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<PackageStanding> {
    return packageStanding(this.database.readerFor(actor), authorityOf(actor), id, this.clock.now());
  }

  @Put(':id')
  @Allow('package.change')
  change(
    @Param('id', ParseUUIDPipe) packageId: string,
    @Body() body: ChangePackageDto,
    @CurrentActor() caller: Caller,
  ): Promise<PackageView> {
    return this.changePackage.execute(caller, { packageId, ...body });
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow('package.change')
  withdraw(
    @Param('id', ParseUUIDPipe) packageId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<PackageView> {
    return this.withdrawPackage.execute(caller, { packageId, reason });
  }

  /**
   * Previews the eligibility decision for each branch: eligible or not, with every reason. Nothing is stored.
   */
  @Get(':id/eligibility')
  @Allow('package.read')
  eligibility(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<DecisionView[]> {
    return this.preview.of(authorityOf(actor), id);
  }

  /** Shows when a broadcast that opens now would invite how many branches. Nothing is stored. */
  @Get(':id/broadcast-plan')
  @Allow('package.read')
  plan(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { closesAt }: PublishDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<BroadcastPlanView> {
    return this.preview.plan(authorityOf(actor), id, closesAt == null ? undefined : new Date(closesAt));
  }

  @Post(':id/broadcasts')
  @Allow('broadcast.publish')
  publish(
    @Param('id', ParseUUIDPipe) packageId: string,
    @Body() { closesAt }: PublishDto,
    @CurrentActor() caller: Caller,
  ): Promise<BroadcastView> {
    return this.publishBroadcast.execute(caller, { packageId, closesAt });
  }

  /**
   * Lists the history of a package, newest first. Each entry has the actor, the change, the time and the reason.
   */
  @Get(':id/story')
  @Allow('package.read')
  story(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: PageDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<StoryEntry>> {
    return packageStory(this.database.readerFor(actor), authorityOf(actor), id, query);
  }
}
