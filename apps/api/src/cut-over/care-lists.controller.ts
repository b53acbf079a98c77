import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { providerOf } from '#brokerage/access/scope';
import { AnswerCareList } from '#brokerage/cut-over/answer-care-list';
import { ownCareLists } from '#brokerage/cut-over/care-lists.queries';
import { DisputeCare } from '#brokerage/cut-over/dispute-care';
import { ReadCareList } from '#brokerage/cut-over/read-care-list';
import type { CareDisputeView, OwnCareListDetail, OwnCareListView } from '#contracts/cut-over';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ConfirmCareListDto, NewCareDisputeDto } from './cut-over.dto.js';

/** Routes with which a provider confirms the people and hours of its branches before a council goes live. */
@Controller('v1')
export class CareListsController {
  constructor(
    private readonly database: Database,
    private readonly readCareList: ReadCareList,
    private readonly answerCareList: AnswerCareList,
    private readonly disputeCare: DisputeCare,
  ) {}

  @Get('care-lists')
  @Allow('care_list.read')
  list(@CurrentActor() { actor }: Caller): Promise<OwnCareListView[]> {
    return ownCareLists(this.database.readerFor(actor), providerOf(actor));
  }

  /** Returns the people on a list. The read of each person is recorded. */
  @Get('care-lists/:id')
  @Allow('care_list.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() caller: Caller): Promise<OwnCareListDetail> {
    return this.readCareList.execute(caller, id);
  }

  /** Confirms the whole list as the user saw it. */
  @Post('care-lists/:id/confirm')
  @HttpCode(200)
  @Allow('care_list.confirm')
  confirm(
    @Param('id', ParseUUIDPipe) careListId: string,
    @Body() body: ConfirmCareListDto,
    @CurrentActor() caller: Caller,
  ): Promise<OwnCareListView> {
    return this.answerCareList.confirm(caller, { careListId, ...body });
  }

  /** Says what is wrong on a list. */
  @Post('care-lists/:id/disputes')
  @Allow('care_list.dispute')
  dispute(
    @Param('id', ParseUUIDPipe) careListId: string,
    @Body() body: NewCareDisputeDto,
    @CurrentActor() caller: Caller,
  ): Promise<CareDisputeView> {
    return this.disputeCare.raise(caller, { careListId, ...body });
  }
}
