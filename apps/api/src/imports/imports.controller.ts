import { Readable } from 'node:stream';
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { staff } from '#brokerage/access/scope';
import { importPage, importRowLists, importRowPage, importView } from '#brokerage/imports/imports.queries';
import { StartImport } from '#brokerage/imports/start-import';
import { StopImport } from '#brokerage/imports/stop-import';
import { TakeBackImport } from '#brokerage/imports/take-back-import';
import { UploadImport } from '#brokerage/imports/upload-import';
import {
  IMPORT_MEDIA_TYPES,
  type ImportRowView,
  type ImportSummary,
  type ImportView,
} from '#contracts/imports';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { csvPieces } from '#platform/files/csv';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { bytesOf } from '../http/accept-uploads.js';
import { PageDto } from '../http/field-validators.js';
import { sendFile } from '../http/file-response.js';
import { ImportKindDto, ImportRowsQueryDto, NewImportQueryDto } from './import.dto.js';
import { RESULT_COLUMNS, resultCells, templateOf } from './import-files.js';

const CSV = 'text/csv; charset=utf-8';

/** Routes for imports of what a council already has. The request body of an upload is the file's bytes. */
@Controller('v1')
export class ImportsController {
  constructor(
    private readonly database: Database,
    private readonly uploadImport: UploadImport,
    private readonly startImport: StartImport,
    private readonly stopImport: StopImport,
    private readonly takeBackImport: TakeBackImport,
  ) {}

  @Get('imports')
  @Allow('import.read')
  list(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<ImportSummary>> {
    return importPage(this.database.readerFor(actor), staff(actor), query);
  }

  /** Uploads a file and starts its dry run. Nothing is imported yet. */
  @Post('imports')
  @ApiConsumes(...IMPORT_MEDIA_TYPES)
  @ApiBody({
    description: 'The CSV file or the Excel workbook.',
    schema: { type: 'string', format: 'binary' },
  })
  @Allow('import.upload')
  upload(
    @Query() { kind, name }: NewImportQueryDto,
    @Req() request: FastifyRequest,
    @CurrentActor() caller: Caller,
  ): Promise<ImportView> {
    return this.uploadImport.execute(caller, { kind, name, content: bytesOf(request) });
  }

  /** Returns a CSV file with the headings of a kind and one row of examples. */
  @Get('import-templates/:kind')
  @Allow('import.read')
  template(@Param() { kind }: ImportKindDto, @Res() reply: FastifyReply): void {
    sendFile(reply, { name: `homeward-${kind}.csv`, mediaType: CSV, content: templateOf(kind) });
  }

  @Get('imports/:id')
  @Allow('import.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<ImportView> {
    return importView(this.database.readerFor(actor), staff(actor), id);
  }

  /** Lists the rows of an import in the order of the file, with every reason why a row is refused. */
  @Get('imports/:id/rows')
  @Allow('import.read')
  rows(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ImportRowsQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<ImportRowView>> {
    return importRowPage(this.database.readerFor(actor), staff(actor), id, query);
  }

  /** Returns the outcome of every row as a CSV file. */
  @Get('imports/:id/result')
  @Allow('import.read')
  async result(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const reader = this.database.readerFor(actor);
    const { kind } = await importView(reader, staff(actor), id);
    const lists = cellLists(importRowLists(reader, staff(actor), id));
    const content = Readable.from(csvPieces(RESULT_COLUMNS, lists));
    sendFile(reply, { name: `homeward-${kind}-result.csv`, mediaType: CSV, content });
  }

  /** Starts to write the rows, or goes on with a stopped import. */
  @Post('imports/:id/start')
  @HttpCode(200)
  @Allow('import.change')
  start(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() caller: Caller): Promise<ImportView> {
    return this.startImport.execute(caller, id);
  }

  @Post('imports/:id/stop')
  @HttpCode(200)
  @Allow('import.change')
  stop(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() caller: Caller): Promise<ImportView> {
    return this.stopImport.execute(caller, id);
  }

  /** Discards a file of which nothing was written. */
  @Post('imports/:id/discard')
  @HttpCode(200)
  @Allow('import.change')
  discard(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() caller: Caller): Promise<ImportView> {
    return this.stopImport.discard(caller, id);
  }

  /** Deletes all that an import wrote, as long as nothing was built on it. */
  @Post('imports/:id/take-back')
  @HttpCode(200)
  @Allow('import.change')
  takeBack(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() caller: Caller): Promise<ImportView> {
    return this.takeBackImport.execute(caller, id);
  }
}

async function* cellLists(lists: AsyncIterable<readonly ImportRowView[]>) {
  for await (const rows of lists) yield rows.map(resultCells);
}
