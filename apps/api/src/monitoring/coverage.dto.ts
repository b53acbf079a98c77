import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { IsId, IsWords } from '../http/fields.js';

const LONGEST_SEARCH = 60;

/** `?search=&lotId=&isRestricted=true` */
export class StandingsQueryDto {
  /** Part of a branch's or a provider's name, or of a CQC id. */
  @IsOptional()
  @IsWords(LONGEST_SEARCH)
  readonly search?: string;

  /** With work in this lot. */
  @IsOptional()
  @IsId()
  readonly lotId?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isRestricted?: boolean;
}
