import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { coverageOf, lotCoverage } from '#brokerage/monitoring/coverage.queries';
import { setUpOf } from '#brokerage/monitoring/set-up.queries';
import { branchFile } from '#brokerage/providers/branch-file.queries';
import { branchStandings } from '#brokerage/providers/branch-standings.queries';
import type { BranchFileView, BranchStanding, LotCoverage, LotCoverageView } from '#contracts/coverage';
import type { SetUpView } from '#contracts/set-up';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { CqcIdDto } from '../providers/register.dto.js';
import { StandingsQueryDto } from './coverage.dto.js';

/**
 * Routes for the branches that work for an authority, and for coverage: whether enough branches work in each
 * lot.
 */
@Controller('v1')
export class CoverageController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  @Get('branch-standings')
  @Allow('coverage.read')
  standings(@Query() query: StandingsQueryDto, @CurrentActor() { actor }: Caller): Promise<BranchStanding[]> {
    return branchStandings(this.database.readerFor(actor), authorityOf(actor), query, this.clock.now());
  }

  /**
   * Returns a branch's entry in the register, and the branch's work for the caller's authority. Work for
   * other authorities is left out.
   */
  @Get('branches/:id/file')
  @Allow('coverage.read')
  file(@Param() { id: branchId }: CqcIdDto, @CurrentActor() { actor }: Caller): Promise<BranchFileView> {
    const question = { authorityId: authorityOf(actor), branchId, now: this.clock.now() };
    return branchFile(this.database.readerFor(actor), question);
  }

  /** Returns what the authority still needs before its first broadcast. */
  @Get('set-up')
  @Allow('set_up.read')
  setUp(@CurrentActor() { actor }: Caller): Promise<SetUpView> {
    return setUpOf(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }

  @Get('coverage')
  @Allow('coverage.read')
  coverage(@CurrentActor() { actor }: Caller): Promise<LotCoverage[]> {
    return coverageOf(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }

  @Get('lots/:id/coverage')
  @Allow('coverage.read')
  lot(
    @Param('id', ParseUUIDPipe) lotId: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<LotCoverageView> {
    return lotCoverage(this.database.readerFor(actor), authorityOf(actor), this.clock.now(), lotId);
  }
}
