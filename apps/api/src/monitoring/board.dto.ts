import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { BOARD_GROUPS, type BoardGroup } from '#contracts/board';
import { IsId, IsWords } from '../http/fields.js';

const LONGEST_SEARCH = 60;

/** `?group=&lotId=&ownerId=&search=&isOverdue=true` */
export class BoardQueryDto {
  @IsOptional()
  @IsIn(BOARD_GROUPS)
  readonly group?: BoardGroup;

  @IsOptional()
  @IsId()
  readonly lotId?: string;

  @IsOptional()
  @IsId()
  readonly ownerId?: string;

  /** Part of a package's reference, of a lot's or a branch's name, or of a postcode sector; never of a person's name. */
  @IsOptional()
  @IsWords(LONGEST_SEARCH)
  readonly search?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isOverdue?: boolean;
}
