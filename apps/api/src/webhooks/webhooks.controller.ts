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
import { ChangeWebhook } from '#brokerage/webhooks/change-webhook';
import { MakeWebhook } from '#brokerage/webhooks/make-webhook';
import { Redeliver } from '#brokerage/webhooks/redeliver';
import { ReplaceSecret } from '#brokerage/webhooks/replace-secret';
import { deliveryPage, webhookFor, webhookList } from '#brokerage/webhooks/webhooks.queries';
import type { Page } from '#contracts/list-page';
import type { DeliveryView, WebhookView, WebhookWithSecret } from '#contracts/webhooks';
import type { Caller } from '#platform/acts/caller';
import { Database } from '#platform/database/database';
import { Allow, CurrentActor } from '../auth/route-decorators.js';
import { PageDto } from '../http/field-validators.js';
import { NewWebhookDto, SecretReplacementDto, WebhookChangeDto } from './webhook.dto.js';

/** Routes for webhooks, which deliver events to other systems (docs/webhooks.md). */
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly database: Database,
    private readonly makeWebhook: MakeWebhook,
    private readonly changeWebhook: ChangeWebhook,
    private readonly replaceSecret: ReplaceSecret,
    private readonly redeliver: Redeliver,
  ) {}

  /** Lists the webhooks of the user. An administrator gets those of all users of the organisation. */
  @Get()
  @Allow('webhook.read')
  list(@CurrentActor() { actor }: Caller): Promise<WebhookView[]> {
    return webhookList(this.database.readerFor(actor), actor);
  }

  /** Makes a webhook for the user. Only this answer contains the signing secret. */
  @Post()
  @Allow('webhook.create')
  make(@Body() body: NewWebhookDto, @CurrentActor() caller: Caller): Promise<WebhookWithSecret> {
    return this.makeWebhook.execute(caller, body);
  }

  @Get(':id')
  @Allow('webhook.read')
  show(@Param('id', ParseUUIDPipe) id: string, @CurrentActor() { actor }: Caller): Promise<WebhookView> {
    return webhookFor(this.database.readerFor(actor), actor, id);
  }

  @Put(':id')
  @Allow('webhook.change')
  change(
    @Param('id', ParseUUIDPipe) webhookId: string,
    @Body() body: WebhookChangeDto,
    @CurrentActor() caller: Caller,
  ): Promise<WebhookView> {
    return this.changeWebhook.execute(caller, { ...body, webhookId });
  }

  /** Switches a webhook on. Deliveries that wait are tried again; events of the time in between are not delivered. */
  @Post(':id/switch-on')
  @HttpCode(200)
  @Allow('webhook.change')
  switchOn(
    @Param('id', ParseUUIDPipe) webhookId: string,
    @CurrentActor() caller: Caller,
  ): Promise<WebhookView> {
    return this.changeWebhook.switchOn(caller, { webhookId });
  }

  @Post(':id/switch-off')
  @HttpCode(200)
  @Allow('webhook.change')
  switchOff(
    @Param('id', ParseUUIDPipe) webhookId: string,
    @CurrentActor() caller: Caller,
  ): Promise<WebhookView> {
    return this.changeWebhook.switchOff(caller, { webhookId });
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('webhook.change')
  remove(@Param('id', ParseUUIDPipe) webhookId: string, @CurrentActor() caller: Caller): Promise<void> {
    return this.changeWebhook.remove(caller, { webhookId });
  }

  /** Replaces the signing secret. Only this answer contains the new secret. */
  @Post(':id/secret')
  @Allow('webhook.create')
  newSecret(
    @Param('id', ParseUUIDPipe) webhookId: string,
    @Body() { overlapHours }: SecretReplacementDto,
    @CurrentActor() caller: Caller,
  ): Promise<WebhookWithSecret> {
    return this.replaceSecret.execute(caller, { webhookId, overlapHours });
  }

  /** Lists the deliveries of a webhook, newest first. */
  @Get(':id/deliveries')
  @Allow('webhook.read')
  deliveries(
    @Param('id', ParseUUIDPipe) webhookId: string,
    @Query() page: PageDto,
    @CurrentActor() { actor }: Caller,
  ): Promise<Page<DeliveryView>> {
    return deliveryPage(this.database.readerFor(actor), actor, { ...page, webhookId });
  }

  /** Delivers an event once more, with the same `webhook-id`. */
  @Post(':id/deliveries/:deliveryId/redeliver')
  @HttpCode(204)
  @Allow('webhook.change')
  again(
    @Param('id', ParseUUIDPipe) webhookId: string,
    @Param('deliveryId', ParseUUIDPipe) deliveryId: string,
    @CurrentActor() caller: Caller,
  ): Promise<void> {
    return this.redeliver.execute(caller, { webhookId, deliveryId });
  }
}
