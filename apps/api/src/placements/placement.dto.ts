import { IsIn, IsOptional } from 'class-validator';
import { END_REASONS, type EndReason, PLACEMENT_STATUSES, type PlacementStatus } from '#contracts/placements';
import { VARIATION_REQUEST_STATUSES, type VariationRequestStatus } from '#contracts/variations';
import { IsId, IsParts, IsCqcId, IsWords, PageDto, VersionDto } from '../http/field-validators.js';
import { VisitDto } from '../packages/visit.dto.js';

const MOST_VISITS = 50;

export class PlacementsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(PLACEMENT_STATUSES)
  readonly status?: PlacementStatus;

  /** Lists only placements that this branch delivers. */
  @IsOptional()
  @IsCqcId()
  readonly branchId?: string;
}

export class VariationDto extends VersionDto {
  @IsParts(() => VisitDto, MOST_VISITS)
  readonly visits!: VisitDto[];

  @IsWords()
  readonly reason!: string;
}

export class EndPlacementDto extends VersionDto {
  @IsIn(END_REASONS)
  readonly reason!: EndReason;
}

export class DelivererDto extends VersionDto {
  /**
   * The branch that will deliver the care from now on: the contracted branch or its subcontractor on record.
   */
  @IsCqcId()
  readonly deliveringBranchId!: string;

  @IsWords()
  readonly reason!: string;
}

export class VariationRequestsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(VARIATION_REQUEST_STATUSES)
  readonly status?: VariationRequestStatus;

  @IsOptional()
  @IsId()
  readonly placementId?: string;
}
