import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { authorityOf, providerUser, staff } from '#brokerage/access/scope';
import { AllowBranch } from '#brokerage/people/allow-branch';
import { ChangePerson } from '#brokerage/people/change-person';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { MergePeople } from '#brokerage/people/merge-people';
import { peoplePage, personByReference } from '#brokerage/people/people.queries';
import { RecordPerson } from '#brokerage/people/record-person';
import { SearchPeople } from '#brokerage/people/search-people';
import {
  readCaredFor,
  readCaredForInPlacement,
  readPerson,
  readSearch,
} from '#brokerage/people/steps/read-person';
import type { Page } from '#contracts/list-page';
import type {
  CaredForPerson,
  PersonSaved,
  PersonSearchSaved,
  PersonSearchView,
  PersonSummary,
  PersonView,
} from '#contracts/people';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { tenantOf } from '#platform/database/tenant';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import {
  BranchIdDto,
  ChangePersonDto,
  ExclusionDto,
  FindPersonDto,
  MergePeopleDto,
  PersonDto,
  PersonSearchDto,
} from './person.dto.js';

@Controller('v1')
export class PeopleController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recordPerson: RecordPerson,
    private readonly changePerson: ChangePerson,
    private readonly mergePeople: MergePeople,
    private readonly excludeBranch: ExcludeBranch,
    private readonly allowBranch: AllowBranch,
    private readonly searchPeople: SearchPeople,
  ) {}

  /**
   * Lists people without names. Personal details are returned for one person at a time, by other routes. Each
   * read of personal details is recorded.
   */
  @Get('people')
  @Allow('person.read')
  list(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<PersonSummary>> {
    return peoplePage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  /**
   * Finds a person by case number. The route is a POST request, because personal identifiers must not appear
   * in a URL.
   */
  @Post('people/find')
  @HttpCode(200)
  @Allow('person.read')
  find(@Body() { reference }: FindPersonDto, @CurrentActor() { actor }: Caller): Promise<PersonSummary> {
    return personByReference(this.database.readerFor(actor), authorityOf(actor), reference);
  }

  /**
   * Finds people by a name, a date of birth, an NHS number, a case number, a postcode or a package. Answers with the id
   * of the search, so that no page that shows the people needs the words in its address.
   */
  @Post('person-searches')
  @Allow('person.search')
  search(@Body() body: PersonSearchDto, @CurrentActor() caller: Caller): Promise<PersonSearchSaved> {
    return this.searchPeople.execute(caller, body);
  }

  /** Returns the people that a search of the same user found. Records the read of each person. */
  @Get('person-searches/:id')
  @Allow('person.read_search')
  oneSearch(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<PersonSearchView> {
    const reading = { at: this.clock.now(), purpose: 'GET /v1/person-searches/:id' };
    return this.database.transaction(tenantOf(actor), (tx) => readSearch(tx, staff(actor), id, reading));
  }

  @Get('people/:id')
  @Allow('person.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<PersonView> {
    const reading = { at: this.clock.now(), purpose: 'GET /v1/people/:id' };
    return this.database.transaction(tenantOf(actor), (tx) => readPerson(tx, staff(actor), id, reading));
  }

  @Post('people')
  @Allow('person.create')
  record(@Body() body: PersonDto, @CurrentActor() caller: Caller): Promise<PersonSaved> {
    return this.recordPerson.execute(caller, body);
  }

  @Put('people/:id')
  @Allow('person.change')
  change(
    @Param('id', ParseUUIDPipe) personId: string,
    @Body() body: ChangePersonDto,
    @CurrentActor() caller: Caller,
  ): Promise<PersonSaved> {
    return this.changePerson.execute(caller, { personId, ...body });
  }

  /** Merges another record of the same person into this record. Answers with the record that is kept. */
  @Post('people/:id/merge')
  @HttpCode(200)
  @Allow('person.merge')
  merge(
    @Param('id', ParseUUIDPipe) personId: string,
    @Body() body: MergePeopleDto,
    @CurrentActor() caller: Caller,
  ): Promise<PersonSaved> {
    return this.mergePeople.execute(caller, { personId, ...body });
  }

  @Post('people/:id/exclusions')
  @Allow('person.create')
  exclude(
    @Param('id', ParseUUIDPipe) personId: string,
    @Body() body: ExclusionDto,
    @CurrentActor() caller: Caller,
  ): Promise<PersonSaved> {
    return this.excludeBranch.execute(caller, { personId, ...body });
  }

  @Delete('people/:id/exclusions/:branchId')
  @Allow('person.change')
  allow(
    @Param('id', ParseUUIDPipe) personId: string,
    @Param() { branchId }: BranchIdDto,
    @CurrentActor() caller: Caller,
  ): Promise<PersonSaved> {
    return this.allowBranch.execute(caller, { personId, branchId });
  }

  /**
   * Returns the personal details of the person for whom care was awarded. The provider of the awarded branch
   * may read these details until the care ends.
   */
  @Get('awards/:id/person')
  @Allow('person.cared_for')
  caredFor(
    @Param('id', ParseUUIDPipe) awardId: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<CaredForPerson> {
    const reading = { at: this.clock.now(), purpose: 'GET /v1/awards/:id/person' };
    return this.database.transaction(
      tenantOf(actor),
      (tx) => readCaredFor(tx, providerUser(actor), awardId, reading),
      { kind: 'award', id: awardId },
    );
  }

  /**
   * Returns the personal details of the person who receives the care of a placement. This route is for care
   * that was live before the authority used Homeward, because such care has no award.
   */
  @Get('placements/:id/person')
  @Allow('person.cared_for')
  caredForInPlacement(
    @Param('id', ParseUUIDPipe) placementId: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<CaredForPerson> {
    const reading = { at: this.clock.now(), purpose: 'GET /v1/placements/:id/person' };
    return this.database.transaction(
      tenantOf(actor),
      (tx) => readCaredForInPlacement(tx, providerUser(actor), placementId, reading),
      { kind: 'placement', id: placementId },
    );
  }
}
