import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { authorityOf, scopeOf } from '#brokerage/access/scope';
import { awardIn, awardPage } from '#brokerage/awards/awards.queries';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { contactAttempts } from '#brokerage/awards/contact-attempts.queries';
import { RecordContactAttempt } from '#brokerage/awards/record-contact-attempt';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import type { AwardView, ContactAttemptView } from '#contracts/awards';
import type { PackageView } from '#contracts/packages';
import type { Page } from '#contracts/list-page';
import type { PlacementView } from '#contracts/placements';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { AwardsQueryDto, ConfirmStartDto, ContactAttemptDto, WithdrawAwardDto } from './award.dto.js';

@Controller('v1/awards')
export class AwardsController {
  constructor(
    private readonly database: Database,
    private readonly withdrawAward: WithdrawAward,
    private readonly confirmStart: ConfirmStart,
    private readonly recordContactAttempt: RecordContactAttempt,
  ) {}

  @Get()
  @Allow('award.read')
  list(@Query() query: AwardsQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<AwardView>> {
    return awardPage(this.database.readerFor(actor), scopeOf(actor), query);
  }

  @Get(':id')
  @Allow('award.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<AwardView> {
    return awardIn(this.database.readerFor(actor), scopeOf(actor), id);
  }

  /** Withdraws an award and broadcasts the package again, in one transaction. Returns the package. */
  @Post(':id/withdraw')
  @Allow('award.withdraw')
  withdraw(
    @Param('id', ParseUUIDPipe) awardId: string,
    @Body() body: WithdrawAwardDto,
    @CurrentActor() caller: Caller,
  ): Promise<PackageView> {
    return this.withdrawAward.execute(caller, { awardId, ...body });
  }

  /** Lists the attempts of staff to reach the branch, newest first. */
  @Get(':id/contact-attempts')
  @Allow('contact_attempt.read')
  contactAttempts(
    @Param('id', ParseUUIDPipe) awardId: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<ContactAttemptView[]> {
    return contactAttempts(this.database.readerFor(actor), authorityOf(actor), awardId);
  }

  /** Records that staff tried to reach the branch. Returns all attempts for the award, newest first. */
  @Post(':id/contact-attempts')
  @Allow('contact_attempt.record')
  recordAttempt(
    @Param('id', ParseUUIDPipe) awardId: string,
    @Body() body: ContactAttemptDto,
    @CurrentActor() caller: Caller,
  ): Promise<readonly ContactAttemptView[]> {
    return this.recordContactAttempt.execute(caller, { awardId, ...body });
  }

  /** Confirms that the awarded care has started. Returns the new placement. */
  @Post(':id/start')
  @Allow('award.start')
  start(
    @Param('id', ParseUUIDPipe) awardId: string,
    @Body() body: ConfirmStartDto,
    @CurrentActor() caller: Caller,
  ): Promise<PlacementView> {
    return this.confirmStart.execute(caller, { awardId, ...body });
  }
}
