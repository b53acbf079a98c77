import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authorityOf } from '#brokerage/access/scope';
import {
  differenceIn,
  differencePage,
  reconciliationIn,
  reconciliationPage,
} from '#brokerage/cut-over/reconciliations.queries';
import { SettleDifference } from '#brokerage/cut-over/settle-difference';
import { UploadFigures } from '#brokerage/cut-over/upload-figures';
import type { CareDifferenceView, ReconciliationDetail, ReconciliationView } from '#contracts/cut-over';
import { IMPORT_MEDIA_TYPES } from '#contracts/imports';
import type { Page } from '#contracts/list-page';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { bytesOf } from '../http/accept-uploads.js';
import { PageDto } from '../http/field-validators.js';
import { sendFile } from '../http/file-response.js';
import { templateOf } from '../imports/import-files.js';
import {
  DifferencesQueryDto,
  FigureKindDto,
  NewFiguresQueryDto,
  SettleDifferenceDto,
} from './cut-over.dto.js';

const CSV = 'text/csv; charset=utf-8';

/** Routes that compare the council's own figures with the records. The request body of an upload is the file's bytes. */
@Controller('v1')
export class FiguresController {
  constructor(
    private readonly database: Database,
    private readonly uploadFigures: UploadFigures,
    private readonly settleDifference: SettleDifference,
  ) {}

  @Get('reconciliations')
  @Allow('figures.read')
  list(@Query() query: PageDto, @CurrentActor() { actor }: Caller): Promise<Page<ReconciliationView>> {
    return reconciliationPage(this.database.readerFor(actor), authorityOf(actor), query);
  }

  /** Compares a file of figures with the live care as it is now. A second file of a kind replaces that of the day. */
  @Post('reconciliations')
  @ApiConsumes(...IMPORT_MEDIA_TYPES)
  @ApiBody({
    description: 'The CSV file or the Excel workbook.',
    schema: { type: 'string', format: 'binary' },
  })
  @Allow('figures.upload')
  upload(
    @Query() { kind, name }: NewFiguresQueryDto,
    @Req() request: FastifyRequest,
    @CurrentActor() caller: Caller,
  ): Promise<ReconciliationDetail> {
    return this.uploadFigures.execute(caller, { kind, name, content: bytesOf(request) });
  }

  @Get('reconciliations/:id')
  @Allow('figures.read')
  one(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<ReconciliationDetail> {
    return reconciliationIn(this.database.readerFor(actor), authorityOf(actor), id);
  }

  /** Returns a CSV file with the headings of a kind of figures and one row of examples. */
  @Get('figure-templates/:kind')
  @Allow('figures.read')
  template(@Param() { kind }: FigureKindDto, @Res() reply: FastifyReply): void {
    sendFile(reply, {
      name: `homeward-${kind.replace('_', '-')}.csv`,
      mediaType: CSV,
      content: templateOf(kind),
    });
  }

  /** Lists the differences, person by person. */
  @Get('care-differences')
  @Allow('figures.read')
  differences(
    @Query() { state, ...page }: DifferencesQueryDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<CareDifferenceView>> {
    const isOpen = state !== 'settled';
    return differencePage(this.database.readerFor(actor), authorityOf(actor), { isOpen, ...page });
  }

  @Get('care-differences/:id')
  @Allow('figures.read')
  difference(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
  ): Promise<CareDifferenceView> {
    return differenceIn(this.database.readerFor(actor), authorityOf(actor), id);
  }

  @Post('care-differences/:id/settle')
  @HttpCode(200)
  @Allow('cut_over.change')
  settle(
    @Param('id', ParseUUIDPipe) differenceId: string,
    @Body() body: SettleDifferenceDto,
    @CurrentActor() caller: Caller,
  ): Promise<CareDifferenceView> {
    return this.settleDifference.execute(caller, { differenceId, ...body });
  }
}
