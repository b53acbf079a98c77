import { Body, Controller, Get, Put } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { contingencyOf } from '#brokerage/contingency/contingency.queries';
import { SetContingencyKey } from '#brokerage/contingency/set-contingency-key';
import type { ContingencyView } from '#contracts/contingency';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { ContingencyKeyDto } from './contingency.dto.js';

/** Routes for the packs from which an authority works on the day on which Homeward is down. */
@Controller('v1')
export class ContingencyController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly setContingencyKey: SetContingencyKey,
  ) {}

  @Get('contingency')
  @Allow('contingency.read')
  read(@CurrentActor() { actor }: Caller): Promise<ContingencyView> {
    return contingencyOf(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }

  /** Sets the public key for which packs are encrypted. The private key stays with the council. */
  @Put('contingency/key')
  @Allow('contingency.change')
  setKey(@Body() body: ContingencyKeyDto, @CurrentActor() caller: Caller): Promise<ContingencyView> {
    return this.setContingencyKey.execute(caller, body);
  }
}
