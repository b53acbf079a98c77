import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { PauseBranch } from '#brokerage/enforcement/pause-branch';
import { ResumeBranch } from '#brokerage/enforcement/resume-branch';
import type { RestrictionView } from '#contracts/restrictions';
import type { Caller } from '#platform/acts/caller';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ReasonDto } from '../http/field-validators.js';
import { BranchParamsDto, PauseDto } from './restriction.dto.js';

/** Routes with which a provider pauses its own branches. */
@Controller('v1')
export class PausesController {
  constructor(
    private readonly pauseBranch: PauseBranch,
    private readonly resumeBranch: ResumeBranch,
  ) {}

  /** Pauses a branch. Creates one restriction for each authority for which the branch works. */
  @Post('branches/:id/pause')
  @Allow('restriction.pause')
  pause(
    @Param() { id: branchId }: BranchParamsDto,
    @Body() body: PauseDto,
    @CurrentActor() caller: Caller,
  ): Promise<RestrictionView[]> {
    return this.pauseBranch.execute(caller, { branchId, ...body });
  }

  @Post('restrictions/:id/resume')
  @HttpCode(200)
  @Allow('restriction.resume')
  resume(
    @Param('id', ParseUUIDPipe) restrictionId: string,
    @Body() { reason }: ReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<RestrictionView> {
    return this.resumeBranch.execute(caller, { restrictionId, reason });
  }
}
