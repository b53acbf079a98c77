import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { providerMember } from '#brokerage/access/scope';
import { AnswerCapabilities } from '#brokerage/enforcement/answer-capabilities';
import { DeclareCapabilities } from '#brokerage/enforcement/declare-capabilities';
import {
  branchCapabilities,
  capabilityReader,
  declarationsOf,
  withdrawalPreviewFor,
} from '#brokerage/providers/capabilities.queries';
import type { BranchCapabilitiesView, BranchDeclarations, WithdrawalPreview } from '#contracts/capabilities';
import { londonDate } from '#domain/time/london';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { CapabilityAnswerDto, CapabilityDeclarationDto, WithdrawalQueryDto } from './capabilities.dto.js';
import { CqcIdDto } from './register.dto.js';

/** Routes for what branches declare that they can do, and for what councils answer. */
@Controller('v1')
export class CapabilitiesController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly declareCapabilities: DeclareCapabilities,
    private readonly answerCapabilities: AnswerCapabilities,
  ) {}

  /** Lists the branches of the caller's provider, with how much each declares. */
  @Get('capability-declarations')
  @Allow('capabilities.read_own')
  declarations(@CurrentActor() { actor }: Caller): Promise<BranchDeclarations[]> {
    return declarationsOf(this.database.readerFor(actor), providerMember(actor).providerId);
  }

  @Get('branches/:id/capabilities')
  @Allow('capabilities.read')
  capabilities(
    @Param() { id }: CqcIdDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<BranchCapabilitiesView> {
    const today = londonDate(this.clock.now());
    return branchCapabilities(this.database.readerFor(actor), id, capabilityReader(actor), today);
  }

  /** Returns what rests on capabilities that the branch would withdraw. Changes nothing. */
  @Get('branches/:id/capabilities/withdrawal')
  @Allow('capabilities.read_own')
  withdrawal(
    @Param() { id }: CqcIdDto,
    @Query() { withdrawn }: WithdrawalQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<WithdrawalPreview> {
    return withdrawalPreviewFor(this.database.readerFor(actor), actor, id, withdrawn);
  }

  @Post('branches/:id/capabilities')
  @HttpCode(200)
  @Allow('capabilities.declare')
  declare(
    @Param() { id: branchId }: CqcIdDto,
    @Body() body: CapabilityDeclarationDto,
    @CurrentActor() caller: Caller,
  ): Promise<BranchCapabilitiesView> {
    return this.declareCapabilities.execute(caller, { branchId, ...body });
  }

  @Post('branches/:id/capabilities/answers')
  @HttpCode(200)
  @Allow('capabilities.answer')
  answer(
    @Param() { id: branchId }: CqcIdDto,
    @Body() body: CapabilityAnswerDto,
    @CurrentActor() caller: Caller,
  ): Promise<BranchCapabilitiesView> {
    return this.answerCapabilities.execute(caller, { branchId, ...body });
  }
}
