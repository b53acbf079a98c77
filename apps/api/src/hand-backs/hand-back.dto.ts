import { IsInt, IsOptional, Max, Min } from 'class-validator';
import type { NewHandBack } from '#contracts/reallocations';
import { IsCqcId, IsWords, IsIds } from '../http/field-validators.js';

const MOST_LOTS = 500;
const LONGEST_NOTICE_DAYS = 366;

export class NewHandBackDto implements NewHandBack {
  @IsCqcId()
  readonly branchId!: string;

  /** The lots whose work the branch hands back. An empty list means all lots. */
  @IsIds(MOST_LOTS)
  readonly lotIds!: string[];

  /** The notice period of the hand-back in days. If absent, the notice period of the branch's contracts. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_NOTICE_DAYS)
  readonly noticeDays?: number | null;

  @IsWords()
  readonly reason!: string;
}
