import { IsIn, IsInt, IsOptional, Min } from 'class-validator';
import {
  BROADCAST_STATUSES,
  type BroadcastStatus,
  DECLINE_REASONS,
  type DeclineReason,
  INVITATION_STATES,
  INVITATION_STATUSES,
  type InvitationState,
  type InvitationStatus,
} from '#contracts/broadcasts';
import { IsInstant, IsWords, PageDto, IsId } from '../http/field-validators.js';

export class BroadcastsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(BROADCAST_STATUSES)
  readonly status?: BroadcastStatus;

  @IsOptional()
  @IsId()
  readonly packageId?: string;
}

export class ExtendDto {
  @IsInt()
  @Min(1)
  readonly version!: number;

  @IsInstant()
  readonly closesAt!: string;

  @IsWords()
  readonly reason!: string;
}

export class InvitationsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(INVITATION_STATUSES)
  readonly status?: InvitationStatus;

  @IsOptional()
  @IsIn(INVITATION_STATES)
  readonly state?: InvitationState;
}

export class DeclineDto {
  @IsIn(DECLINE_REASONS)
  readonly reason!: DeclineReason;

  @IsOptional()
  @IsWords()
  readonly note?: string | null;
}
