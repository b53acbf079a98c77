import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { IsId, IsWords } from '../http/fields.js';

const LONGEST_SEARCH = 60;

/** Query parameters: `?search=&lotId=&isRestricted=true` */
export class StandingsQueryDto {
  /** Part of the name of a branch or provider, or of a CQC id. */
  @IsOptional()
  @IsWords(LONGEST_SEARCH)
  readonly search?: string;

  /** Only branches that work in this lot. */
  @IsOptional()
  @IsId()
  readonly lotId?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isRestricted?: boolean;
}
