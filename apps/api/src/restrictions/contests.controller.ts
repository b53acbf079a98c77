import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { AnswerContest } from '#brokerage/restrictions/answer-contest';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import type { RestrictionView } from '#contracts/restrictions';
import type { Caller } from '#platform/acts/caller';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { BranchParamsDto, ContestAnswerDto, ContestDto } from './restriction.dto.js';

/** Routes with which organisations contest a notice of CQC, and its authority answers. */
@Controller('v1')
export class ContestsController {
  constructor(
    private readonly contestNotice: ContestNotice,
    private readonly answerContest: AnswerContest,
  ) {}

  /** Contests a notice on a branch that another authority recorded as CQC's. The notice stays in force. */
  @Post('branches/:id/contests')
  @Allow('contest.create')
  contest(
    @Param() { id: branchId }: BranchParamsDto,
    @Body() body: ContestDto,
    @CurrentActor() caller: Caller,
  ): Promise<RestrictionView> {
    return this.contestNotice.execute(caller, { branchId, ...body });
  }

  /** Upholds a contested notice. To give way, amend or lift the notice. */
  @Post('restrictions/:id/contests/:contestId/answer')
  @HttpCode(200)
  @Allow('contest.answer')
  answer(
    @Param('id', ParseUUIDPipe) restrictionId: string,
    @Param('contestId', ParseUUIDPipe) contestId: string,
    @Body() { answer }: ContestAnswerDto,
    @CurrentActor() caller: Caller,
  ): Promise<RestrictionView> {
    return this.answerContest.execute(caller, { restrictionId, contestId, answer });
  }
}
