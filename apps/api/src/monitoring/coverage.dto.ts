import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { IsId, IsLine } from '../http/field-validators.js';

const LONGEST_SEARCH = 60;

/** Query parameters of the branch list: `?search=&lotId=&isRestricted=true` */
export class StandingsQueryDto {
  /** A search text: part of the name of a branch or provider, or of a CQC id. */
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
