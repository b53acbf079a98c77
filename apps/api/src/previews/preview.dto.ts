import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsOptional, IsUUID } from 'class-validator';
import { URGENCIES, type Urgency } from '#contracts/packages';
import type { ProposedClosure, ProposedHandBack } from '#contracts/previews';
import { CONDITION_KINDS, RESTRICTION_SOURCES, type RestrictionSource } from '#contracts/restrictions';
import { IsCqcId, IsInstant, IsParts } from '../http/fields.js';
import { ConditionDto, MOST_LOTS } from '../restrictions/restriction.dto.js';

export class ProposedClosureDto implements ProposedClosure {
  @IsCqcId()
  readonly branchId!: string;

  /** By whose clock the replacements would be broadcast; each package's own when absent. */
  @IsOptional()
  @IsIn(URGENCIES)
  readonly urgency?: Urgency | null;
}

export class ProposedHandBackDto extends ProposedClosureDto implements ProposedHandBack {
  /** All lots when empty. */
  @IsArray()
  @ArrayMaxSize(MOST_LOTS)
  @IsUUID('all', { each: true })
  readonly lotIds!: string[];
}

export class ProposedRestrictionDto extends ProposedHandBackDto {
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
