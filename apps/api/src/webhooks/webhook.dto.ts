import { ArrayMaxSize, ArrayUnique, IsIn, IsInt, Max, Min } from 'class-validator';
import { EVENT_NAMES } from '#contracts/event-names';
import type { EventName } from '#contracts/events';
import { LONGEST_SECRET_OVERLAP_HOURS, type NewWebhook, type WebhookChange } from '#contracts/webhooks';
import { HasLength, IsLine, IsVersion } from '../http/field-validators.js';

export class NewWebhookDto implements NewWebhook {
  @IsLine(100)
  readonly name!: string;

  /** The `https` address that gets the events. */
  @HasLength(1, 2_000)
  readonly url!: string;

  /** The events to deliver. Empty for all events that the user may receive. */
  @ArrayMaxSize(EVENT_NAMES.length)
  @ArrayUnique()
  @IsIn(EVENT_NAMES, { each: true })
  readonly eventNames!: EventName[];
}

export class WebhookChangeDto extends NewWebhookDto implements WebhookChange {
  @IsVersion()
  readonly version!: number;
}

export class SecretReplacementDto {
  /** For how many hours calls are also signed with the old secret. */
  @IsInt()
  @Min(0)
  @Max(LONGEST_SECRET_OVERLAP_HOURS)
  readonly overlapHours!: number;
}
