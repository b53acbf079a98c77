import { Readable } from 'node:stream';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { authorityOf, scopeOf } from '#brokerage/access/scope';
import { evidencePack } from '#brokerage/audit/evidence-pack.queries';
import { reportPage } from '#brokerage/reports/reports.queries';
import { SubmitReport } from '#brokerage/reports/submit-report';
import type { Page } from '#contracts/list-page';
import type { ReportView } from '#contracts/reports';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { zipped } from '#platform/files/zip';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { sendFile } from '../http/file-response.js';
import { NewReportDto, ReportsQueryDto } from './report.dto.js';

/** Routes for updates: the reports that branches owe under restrictions with a reporting condition. */
@Controller('v1')
export class ReportsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly submitReport: SubmitReport,
  ) {}

  /**
   * Lists updates. Staff see the updates that are owed to their authority. A provider sees the updates that
   * its branches owe.
   */
  @Get('reports')
  @Allow('report.read')
  list(@Query() query: ReportsQueryDto, @CurrentActor() { actor }: Caller): Promise<Page<ReportView>> {
    return reportPage(this.database.readerFor(actor), scopeOf(actor), query);
  }

  @Post('reports/:id/submit')
  @HttpCode(200)
  @Allow('report.submit')
  submit(
    @Param('id', ParseUUIDPipe) reportId: string,
    @Body() body: NewReportDto,
    @CurrentActor() caller: Caller,
  ): Promise<ReportView> {
    return this.submitReport.execute(caller, { reportId, ...body });
  }

  /**
   * Returns the evidence pack of a restriction as a ZIP archive. The archive has the notice with all its
   * wordings, the permissions, the growth ledger, every update, the concerns, the transfers and the documents.
   */
  @Get('restrictions/:id/evidence-pack')
  @Allow('report.export')
  async pack(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const about = { restrictionId: id, now: this.clock.now() };
    const content = Readable.from(
      zipped(await evidencePack(this.database.readerFor(actor), authorityOf(actor), about)),
    );
    sendFile(reply, { name: `evidence-pack-${id}.zip`, mediaType: 'application/zip', content });
  }
}
