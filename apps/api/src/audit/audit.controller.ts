import { Readable } from 'node:stream';
import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { authorityOf } from '#brokerage/access/scope';
import { auditView, latestHead } from '#brokerage/audit/audit.queries';
import { awardFileEntries } from '#brokerage/audit/award-file.queries';
import type { AuditView } from '#contracts/audit';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { tenantOf } from '#platform/database/tenant';
import { zipped } from '#platform/files/zip';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { sendFile } from '../http/file-response.js';

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
