import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { permissionsOf } from '#brokerage/restrictions/permissions.queries';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import {
  ownRestrictionPage,
  restrictionIn,
  restrictionPage,
  restrictionVersions,
} from '#brokerage/restrictions/restrictions.queries';
import { WithdrawPermission } from '#brokerage/restrictions/withdraw-permission';
import type { Page } from '#contracts/list-page';
import type { PermissionView, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ReasonDto } from '../http/field-validators.js';
import { toAmendment, toRestriction } from './condition.js';
import {
  AmendmentDto,
  NewPermissionDto,
  NewRestrictionDto,
  RestrictionsQueryDto,
} from './restriction.dto.js';

@Controller('v1')
export class RestrictionsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recordRestriction: RecordRestriction,
    private readonly amendRestriction: AmendRestriction,
    private readonly liftRestriction: LiftRestriction,
    private readonly recordPermission: RecordPermission,
    private readonly withdrawPermission: WithdrawPermission,
  ) {}

  /**
   * Lists restrictions. Staff see the restrictions that apply to their authority. A provider sees the
   * restrictions on its own branches.
   */
  @Get('restrictions')
  @Allow('restriction.read')
  list(
    @Query() { state, ...query }: RestrictionsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<RestrictionView>> {
    const asked = { ...query, ...(state && { standing: { state, at: this.clock.now() } }) };
    return actor.kind === 'provider'
      ? ownRestrictionPage(this.database.readerFor(actor), actor.providerId, asked)
      : restrictionPage(this.database.readerFor(actor), authorityOf(actor), asked);
  }

  @Get('restrictions/:id')
  @Allow('permission.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<RestrictionView> {
    return restrictionIn(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('restrictions')
  @Allow('restriction.create')
  record(@Body() body: NewRestrictionDto, @CurrentActor() caller: Caller): Promise<RestrictionView> {
    return this.recordRestriction.execute(caller, toRestriction(body));
  }

  /** Lists every wording of a restriction, the oldest first. */
  @Get('restrictions/:id/versions')
  @Allow('permission.read')
  versions(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<RestrictionVersionView[]> {
    return restrictionVersions(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('restrictions/:id/amend')
  @HttpCode(200)
  @Allow('restriction.change')
  amend(
    @Param('id', ParseUUIDPipe) restrictionId: string,
    @Body() body: AmendmentDto,
    @CurrentActor() caller: Caller,
  ): Promise<RestrictionView> {
    return this.amendRestriction.execute(caller, { restrictionId, ...toAmendment(body) });
  }

  @Post('restrictions/:id/lift')
  @HttpCode(200)
  @Allow('restriction.change')
  lift(
    @Param('id', ParseUUIDPipe) restrictionId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<RestrictionView> {
    return this.liftRestriction.execute(caller, { restrictionId, reason });
  }

  @Get('restrictions/:id/permissions')
  @Allow('permission.read')
  permissions(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<PermissionView[]> {
    return permissionsOf(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('permissions')
  @Allow('permission.create')
  permit(@Body() body: NewPermissionDto, @CurrentActor() caller: Caller): Promise<PermissionView> {
    return this.recordPermission.execute(caller, body);
  }

  @Post('permissions/:id/withdraw')
  @HttpCode(200)
  @Allow('permission.change')
  withdraw(
    @Param('id', ParseUUIDPipe) permissionId: string,
    @CurrentActor() caller: Caller,
  ): Promise<PermissionView> {
    return this.withdrawPermission.execute(caller, { permissionId });
  }
}
