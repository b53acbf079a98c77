import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { Previews } from '#brokerage/previews/previews.queries';
import type { PreviewView } from '#contracts/previews';
import type { Caller } from '#platform/acts/caller';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { toConditions } from '../restrictions/condition.js';
import { ProposedClosureDto, ProposedHandBackDto, ProposedRestrictionDto } from './preview.dto.js';

/** Previews the effects of a restriction, a hand-back or a closure. Changes nothing. */
@Controller('v1/previews')
export class PreviewsController {
  constructor(private readonly previews: Previews) {}

  @Post('restriction')
  @HttpCode(200)
  @Allow('preview.read')
  restriction(
    @Body() { conditions, ...body }: ProposedRestrictionDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<PreviewView> {
    const command = { ...body, conditions: toConditions(conditions) };
    return this.previews.ofRestriction(authorityOf(actor), command);
  }

  @Post('hand-back')
  @HttpCode(200)
  @Allow('preview.read')
  handBack(@Body() body: ProposedHandBackDto, @CurrentActor() { actor }: Caller): Promise<PreviewView> {
    return this.previews.ofHandBack(authorityOf(actor), body);
  }

  @Post('closure')
  @HttpCode(200)
  @Allow('preview.read')
  closure(@Body() body: ProposedClosureDto, @CurrentActor() { actor }: Caller): Promise<PreviewView> {
    return this.previews.ofClosure(authorityOf(actor), body);
  }
}
