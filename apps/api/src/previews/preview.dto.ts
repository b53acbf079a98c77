import { ArrayMinSize, IsIn, IsInt, IsOptional } from 'class-validator';
import { URGENCIES, type Urgency } from '#contracts/packages';
import type { ProposedClosure, ProposedHandBack } from '#contracts/previews';
import { CONDITION_KINDS, RESTRICTION_SOURCES, type RestrictionSource } from '#contracts/restrictions';
import { IsDay, IsCqcId, IsInstant, IsParts, IsIds } from '../http/field-validators.js';
import { ConditionDto, MOST_LOTS } from '../restrictions/restriction.dto.js';

export class ProposedClosureDto implements ProposedClosure {
  @IsCqcId()
  readonly branchId!: string;

  /**
   * The urgency that decides the deadlines of the replacement broadcasts. If absent, each package keeps its
   * urgency.
   */
  @IsOptional()
  @IsIn(URGENCIES)
  readonly urgency?: Urgency | null;
}

class InLotsDto extends ProposedClosureDto {
  /** The lots to which the previewed restriction or hand-back applies. An empty list means all lots. */
  @IsIds(MOST_LOTS)
  readonly lotIds!: string[];
}

export class ProposedHandBackDto extends InLotsDto implements ProposedHandBack {
  /**
   * The number of days until the branch would stop delivering care. If absent, the notice period in the
   * branch's contracts.
   */
  @IsOptional()
  @IsInt()
  readonly noticeDays?: number | null;

  /** The last day on which the branch delivers care, if its hand-back is recorded already. */
  @IsOptional()
  @IsDay()
  readonly leavesOn?: string | null;
}

export class ProposedRestrictionDto extends InLotsDto {
  @IsIn(RESTRICTION_SOURCES)
  readonly source!: RestrictionSource;

  @IsInstant()
  readonly from!: string;

  @IsOptional()
  @IsInstant()
  readonly to?: string | null;

  @ArrayMinSize(1)
  @IsParts(() => ConditionDto, CONDITION_KINDS.length)
  readonly conditions!: ConditionDto[];
}
