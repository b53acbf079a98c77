import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import type { NewHandBack } from '#contracts/reallocations';
import { IsCqcId, IsWords } from '../http/fields.js';

const MOST_LOTS = 500;
const LONGEST_NOTICE_DAYS = 366;

export class NewHandBackDto implements NewHandBack {
  @IsCqcId()
  readonly branchId!: string;

  /** All lots when empty. */
  @IsArray()
  @ArrayMaxSize(MOST_LOTS)
  @IsUUID('all', { each: true })
  readonly lotIds!: string[];

  /** The contract's own notice when absent. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_NOTICE_DAYS)
  readonly noticeDays?: number | null;

  @IsWords()
  readonly reason!: string;
}
