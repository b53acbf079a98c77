import { Readable } from 'node:stream';
import { Controller, Get, Param, ParseUUIDPipe, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { authorityOf } from '#brokerage/access/scope';
import { auditView, latestHead } from '#brokerage/audit/audit.queries';
import { auditEventPage, pagesOf, personReadPage } from '#brokerage/audit/audit-search.queries';
import { awardFileEntries } from '#brokerage/audit/award-file.queries';
import type { AuditEventView, AuditView, PersonReadView } from '#contracts/audit';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { tenantOf } from '#platform/database/tenant';
import { csvPieces } from '#platform/files/csv';
import { zipped } from '#platform/files/zip';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { sendFile } from '../http/file-response.js';
import { AuditEventQueryDto, PersonReadQueryDto } from './audit.dto.js';
import { cellsOf, EVENT_COLUMNS, eventCells, PERSON_READ_COLUMNS, personReadCells } from './audit-files.js';

/** Routes about the proof of what was decided: the state of the log, its head, and award files. */
@Controller('v1')
export class AuditController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Says whether the log is whole, as it was last verified, and returns the latest head. */
  @Get('audit')
  @Allow('audit.read')
  state(@CurrentActor() { actor }: Caller): Promise<AuditView> {
    return auditView(this.database.readerFor(actor), authorityOf(actor));
  }

  /** Returns the latest signed head of the log as a file with one line. */
  @Get('audit/head')
  @Allow('audit.read')
  async head(@CurrentActor() { actor }: Caller, @Res() reply: FastifyReply): Promise<void> {
    const content = Buffer.from(`${await latestHead(this.database.readerFor(actor))}\n`);
    sendFile(reply, { name: 'homeward-head.jsonl', mediaType: 'application/x-ndjson', content });
  }

  /** Lists who read the details of people, newest first. */
  @Get('audit/person-reads')
  @Allow('audit.read')
  personReads(
    @Query() query: PersonReadQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<PersonReadView>> {
    return personReadPage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  /** Returns the reads of people's details as a CSV file, at most 100,000 rows. */
  @Get('audit/person-reads/file')
  @Allow('audit.read')
  personReadsFile(
    @Query() query: PersonReadQueryDto,
    @CurrentActor() { actor }: Caller,
    @Res() reply: FastifyReply,
  ): void {
    const reader = this.database.readerFor(actor);
    const pages = pagesOf((page) => personReadPage(reader, authorityOf(actor), { ...query, ...page }));
    const content = Readable.from(csvPieces(PERSON_READ_COLUMNS, cellsOf(pages, personReadCells)));
    sendFile(reply, { name: 'record-views.csv', mediaType: 'text/csv; charset=utf-8', content });
  }

  /** Lists the events of the log that match a filter, newest first. */
  @Get('audit/events')
  @Allow('audit.read')
  events(
    @Query() query: AuditEventQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<AuditEventView>> {
    return auditEventPage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  /** Returns the events of the log that match a filter as a CSV file, at most 100,000 rows. */
  @Get('audit/events/file')
  @Allow('audit.read')
  eventsFile(
    @Query() query: AuditEventQueryDto,
    @CurrentActor() { actor }: Caller,
    @Res() reply: FastifyReply,
  ): void {
    const reader = this.database.readerFor(actor);
    const pages = pagesOf((page) => auditEventPage(reader, authorityOf(actor), { ...query, ...page }));
    const content = Readable.from(csvPieces(EVENT_COLUMNS, cellsOf(pages, eventCells)));
    sendFile(reply, { name: 'events.csv', mediaType: 'text/csv; charset=utf-8', content });
  }

  /** Returns the award file of a closed broadcast as a ZIP archive, to be checked without Homeward. */
  @Get('broadcasts/:id/award-file')
  @Allow('award_file.read')
  async awardFile(
    @Param('id', ParseUUIDPipe) broadcastId: string,
    @CurrentActor() { actor }: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = { broadcastId, now: this.clock.now() };
    const entries = await this.database.snapshot(tenantOf(actor), (reader) =>
      awardFileEntries(reader, authorityOf(actor), given),
    );
    const content = Readable.from(zipped(Readable.from(entries)));
    sendFile(reply, { name: `award-file-${broadcastId}.zip`, mediaType: 'application/zip', content });
  }
}
