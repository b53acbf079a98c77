import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { authorityOf } from '#brokerage/access/scope';
import { absencesIn, colleaguesIn } from '#brokerage/identity/absences.queries';
import { EndAbsence } from '#brokerage/identity/end-absence';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { ChangeTeam, RecordTeam, RemoveTeam } from '#brokerage/identity/record-team';
import { teamsIn } from '#brokerage/identity/teams.queries';
import { AssignWork } from '#brokerage/owners/assign-work';
import { GiveAllWork, GiveWork } from '#brokerage/owners/give-work';
import { workOwner } from '#brokerage/owners/owners.queries';
import type {
  AbsenceView,
  AssignedWork,
  ColleagueView,
  GivenOutcome,
  TeamView,
  WorkOwnerView,
} from '#contracts/open-work';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { GivenWorkDto, HeirDto, NewOwnerDto, WorkRefDto } from './owners.dto.js';
import { ChangeTeamDto, NewAbsenceDto, NewTeamDto } from './owners.dto.js';

/** Routes with which officers and commissioners take open work, and give it to colleagues. */
@Controller('v1')
export class OwnersController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly assignWork: AssignWork,
    private readonly giveWork: GiveWork,
    private readonly giveAllWork: GiveAllWork,
  ) {}

  /** Returns the owner of a piece of work, and who owned it before. */
  @Get('open-work/:kind/:id/owner')
  @Allow('owner.read')
  owner(@Param() work: WorkRefDto, @CurrentActor() { actor }: Caller): Promise<WorkOwnerView> {
    return workOwner(this.database.readerFor(actor), authorityOf(actor), work, this.clock.now());
  }

  /**
   * Gives a piece of open work to a colleague, or takes it. The body names the owner that the user saw: if a colleague
   * changed the owner meanwhile, the answer is `owner_changed`.
   */
  @Put('open-work/:kind/:id/owner')
  @Allow('owner.change')
  assign(
    @Param() { kind, id }: WorkRefDto,
    @Body() { ownerId, fromId = null }: NewOwnerDto,
    @CurrentActor() caller: Caller,
  ): Promise<AssignedWork> {
    return this.assignWork.execute(caller, { kind, id, ownerId, fromId });
  }

  /** Gives several pieces of open work to a colleague. Work that changed meanwhile keeps its owner and is named. */
  @Post('open-work/give')
  @HttpCode(200)
  @Allow('owner.change')
  give(@Body() { work, ownerId }: GivenWorkDto, @CurrentActor() caller: Caller): Promise<GivenOutcome> {
    const seen = work.map(({ kind, id, fromId }) => ({ kind, id, fromId: fromId ?? null }));
    return this.giveWork.execute(caller, { work: seen, ownerId });
  }

  /** Gives all open work of the caller to a colleague, for example before leave. */
  @Post('open-work/give-all')
  @HttpCode(200)
  @Allow('owner.change')
  giveAll(@Body() { ownerId }: HeirDto, @CurrentActor() caller: Caller): Promise<GivenOutcome> {
    return this.giveAllWork.execute(caller, { ownerId });
  }
}

/** Routes for the teams of an authority, the absences of its users, and who can own work. */
@Controller('v1')
export class TeamsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recordTeam: RecordTeam,
    private readonly changeTeam: ChangeTeam,
    private readonly removeTeam: RemoveTeam,
    private readonly recordAbsence: RecordAbsence,
    private readonly endAbsence: EndAbsence,
  ) {}

  /** Lists the officers and commissioners of the authority who can sign in, and who is away today. */
  @Get('colleagues')
  @Allow('colleague.read')
  colleagues(@CurrentActor() { actor }: Caller): Promise<ColleagueView[]> {
    return colleaguesIn(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }

  @Get('teams')
  @Allow('team.read')
  teams(@CurrentActor() { actor }: Caller): Promise<TeamView[]> {
    return teamsIn(this.database.readerFor(actor), authorityOf(actor));
  }

  @Post('teams')
  @Allow('team.create')
  record(@Body() body: NewTeamDto, @CurrentActor() caller: Caller): Promise<TeamView> {
    return this.recordTeam.execute(caller, body);
  }

  @Put('teams/:id')
  @Allow('team.change')
  change(
    @Param('id', ParseUUIDPipe) teamId: string,
    @Body() body: ChangeTeamDto,
    @CurrentActor() caller: Caller,
  ): Promise<TeamView> {
    return this.changeTeam.execute(caller, { teamId, ...body });
  }

  @Delete('teams/:id')
  @HttpCode(204)
  @Allow('team.change')
  remove(@Param('id', ParseUUIDPipe) teamId: string, @CurrentActor() caller: Caller): Promise<void> {
    return this.removeTeam.execute(caller, { teamId });
  }

  /** Lists the absences that are not over, the soonest first. */
  @Get('absences')
  @Allow('absence.read')
  absences(@CurrentActor() { actor }: Caller): Promise<AbsenceView[]> {
    return absencesIn(this.database.readerFor(actor), authorityOf(actor), this.clock.now());
  }

  /** Records an absence of the caller, or as an administrator of a colleague, with the deputy who covers. */
  @Post('absences')
  @Allow('absence.create')
  away(@Body() body: NewAbsenceDto, @CurrentActor() caller: Caller): Promise<AbsenceView> {
    return this.recordAbsence.execute(caller, body);
  }

  /** Ends an absence early, or cancels it before it begins. */
  @Delete('absences/:id')
  @HttpCode(204)
  @Allow('absence.change')
  back(@Param('id', ParseUUIDPipe) absenceId: string, @CurrentActor() caller: Caller): Promise<void> {
    return this.endAbsence.execute(caller, { absenceId });
  }
}
