import { IsOptional } from 'class-validator';
import type { FeedRequest } from '#contracts/feed';
import { IsPosition, LimitDto } from '../http/field-validators.js';

export class FeedQueryDto extends LimitDto implements FeedRequest {
  @IsOptional()
  @IsPosition()
  readonly after?: string;
}
