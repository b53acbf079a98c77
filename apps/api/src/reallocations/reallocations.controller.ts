import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ChangeReallocation } from '#brokerage/reallocations/change-reallocation';
import { DismissReallocation } from '#brokerage/reallocations/dismiss-reallocation';
import { PauseReallocation } from '#brokerage/reallocations/pause-reallocation';
import { ResumeReallocation } from '#brokerage/reallocations/resume-reallocation';
import { StartReallocation } from '#brokerage/reallocations/start-reallocation';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import type { ReallocationView } from '#contracts/reallocations';
import type { Caller } from '#platform/acts/caller';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { VersionDto } from '../http/field-validators.js';
import { ReallocationSettingsDto, StartReallocationDto, VersionedReasonDto } from './reallocation.dto.js';

/**
 * Routes with which a commissioner starts, changes, pauses or stops a reallocation. Each route returns the
 * changed reallocation.
 */
@Controller('v1/reallocations/:id')
export class ReallocationsController {
  constructor(
    private readonly startReallocation: StartReallocation,
    private readonly dismissReallocation: DismissReallocation,
    private readonly pauseReallocation: PauseReallocation,
    private readonly resumeReallocation: ResumeReallocation,
    private readonly changeReallocation: ChangeReallocation,
    private readonly stopReallocation: StopReallocation,
  ) {}

  @Post('start')
  @HttpCode(200)
  @Allow('reallocation.change')
  start(
    @Param('id', ParseUUIDPipe) reallocationId: string,
    @Body() body: StartReallocationDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReallocationView> {
    return this.startReallocation.execute(caller, { reallocationId, ...body });
  }

  @Post('dismiss')
  @HttpCode(200)
  @Allow('reallocation.change')
  dismiss(
    @Param('id', ParseUUIDPipe) reallocationId: string,
    @Body() body: VersionedReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReallocationView> {
    return this.dismissReallocation.execute(caller, { reallocationId, ...body });
  }

  @Post('pause')
  @HttpCode(200)
  @Allow('reallocation.change')
  pause(
    @Param('id', ParseUUIDPipe) reallocationId: string,
    @Body() body: VersionDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReallocationView> {
    return this.pauseReallocation.execute(caller, { reallocationId, ...body });
  }

  @Post('resume')
  @HttpCode(200)
  @Allow('reallocation.change')
  resume(
    @Param('id', ParseUUIDPipe) reallocationId: string,
    @Body() body: VersionDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReallocationView> {
    return this.resumeReallocation.execute(caller, { reallocationId, ...body });
  }

  /**
   * Changes the settings of a reallocation: how many cases are released each minute, the intake cap, the
   * urgency, and whether an officer decides each award.
   */
  @Put('settings')
  @Allow('reallocation.change')
  change(
    @Param('id', ParseUUIDPipe) reallocationId: string,
    @Body() body: ReallocationSettingsDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReallocationView> {
    return this.changeReallocation.execute(caller, { reallocationId, ...body });
  }

  @Post('stop')
  @HttpCode(200)
  @Allow('reallocation.change')
  stop(
    @Param('id', ParseUUIDPipe) reallocationId: string,
    @Body() body: VersionedReasonDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReallocationView> {
    return this.stopReallocation.execute(caller, { reallocationId, ...body });
  }
}
