import { Controller, Get, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { scopeOf } from '#brokerage/access/scope';
import { documentContent, documentIn } from '#brokerage/documents/documents.queries';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { type DocumentView, MEDIA_TYPES } from '#contracts/documents';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { sendFile } from '../http/file-response.js';
import { bytesOf, mediaTypeOf } from '../http/accept-uploads.js';
import { NewDocumentQueryDto } from './document.dto.js';

/** Routes for documents. The request body of an upload is the document's bytes. */
@Controller('v1/documents')
export class DocumentsController {
  constructor(
    private readonly database: Database,
    private readonly uploadDocument: UploadDocument,
  ) {}

  @Post()
  @ApiConsumes(...MEDIA_TYPES)
  @ApiBody({ description: 'The document itself.', schema: { type: 'string', format: 'binary' } })
  @Allow('document.upload')
  upload(
    @Query() { name }: NewDocumentQueryDto,
    @Req() request: FastifyRequest,
    @CurrentActor() caller: Caller,
  ): Promise<DocumentView> {
    return this.uploadDocument.execute(caller, {
      name,
      mediaType: mediaTypeOf(request),
      content: bytesOf(request),
    });
  }

  @Get(':id')
  @Allow('document.read')
  one(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<DocumentView> {
    return documentIn(this.database.readerFor(actor), scopeOf(actor), id);
  }

  @Get(':id/content')
  @Allow('document.read')
  async content(
    @Param('id', ParseUUIDPipe) id: string,
    @CurrentActor() { actor }: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendFile(reply, await documentContent(this.database.readerFor(actor), scopeOf(actor), id));
  }
}
