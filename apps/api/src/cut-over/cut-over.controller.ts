import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { AnswerCareList } from '#brokerage/cut-over/answer-care-list';
import { AskForConfirmations } from '#brokerage/cut-over/ask-for-confirmations';
import { disputeOf } from '#brokerage/cut-over/care-lists.queries';
import { ChangeStage } from '#brokerage/cut-over/change-stage';
import { cutOverOf } from '#brokerage/cut-over/cut-over.queries';
import { DisputeCare } from '#brokerage/cut-over/dispute-care';
import type { CareDisputeView, CutOverView } from '#contracts/cut-over';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { AcceptCareListDto, SettleDisputeDto } from './cut-over.dto.js';

/** Routes with which a council changes over to Homeward. */
@Controller('v1')
export class CutOverController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly askForConfirmations: AskForConfirmations,
    private readonly answerCareList: AnswerCareList,
    private readonly disputeCare: DisputeCare,
    private readonly changeStage: ChangeStage,
  ) {}

  /** Returns the stage, the lists of the branches, and everything that stands between the council and going live. */
  @Get('cut-over')
  @Allow('cut_over.read')
  one(@CurrentActor() { actor }: Caller): Promise<CutOverView> {
    return cutOverOf(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }

  /** Shows every provider the lists of its branches, and asks it to confirm them. */
  @Post('cut-over/lists')
  @HttpCode(200)
  @Allow('cut_over.change')
  ask(@CurrentActor() caller: Caller): Promise<CutOverView> {
    return this.askForConfirmations.execute(caller);
  }

  /** Begins the days on which the earlier system decides and both are compared. */
  @Post('cut-over/side-by-side')
  @HttpCode(200)
  @Allow('cut_over.change')
  runSideBySide(@CurrentActor() caller: Caller): Promise<CutOverView> {
    return this.changeStage.runSideBySide(caller);
  }

  /** Goes live, or is refused with everything that is open. */
  @Post('cut-over/live')
  @HttpCode(200)
  @Allow('cut_over.change')
  goLive(@CurrentActor() caller: Caller): Promise<CutOverView> {
    return this.changeStage.goLive(caller);
  }

  /** Records why the council goes on without the provider's confirmation. */
  @Post('care-lists/:id/accept')
  @HttpCode(200)
  @Allow('cut_over.change')
  accept(
    @Param('id', ParseUUIDPipe) careListId: string,
    @Body() body: AcceptCareListDto,
    @CurrentActor() caller: Caller,
  ): Promise<CutOverView> {
    return this.answerCareList.accept(caller, { careListId, ...body });
  }

  @Get('care-disputes/:id')
  @Allow('cut_over.read')
  dispute(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<CareDisputeView> {
    return disputeOf(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('care-disputes/:id/settle')
  @HttpCode(200)
  @Allow('cut_over.change')
  settle(
    @Param('id', ParseUUIDPipe) disputeId: string,
    @Body() body: SettleDisputeDto,
    @CurrentActor() caller: Caller,
  ): Promise<CareDisputeView> {
    return this.disputeCare.settle(caller, { disputeId, ...body });
  }
}
