import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { IsId, IsLine } from '../http/field-validators.js';

const LONGEST_SEARCH = 60;

/** Query parameters of the branch list: `?search=&lotId=&isRestricted=true` */
export class StandingsQueryDto {
  /** A text to search for in the names and CQC ids of branches and providers. */
  @IsOptional()
  @IsLine(LONGEST_SEARCH)
  readonly search?: string;

  /** Lists only branches that work in this lot. */
  @IsOptional()
  @IsId()
  readonly lotId?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isRestricted?: boolean;
}
