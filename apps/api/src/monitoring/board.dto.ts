import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import {
  BOARD_GROUPS,
  BOARD_QUEUES,
  BOARD_SORTS,
  type BoardGroup,
  type BoardQueue,
  type BoardSort,
} from '#contracts/board';
import { IsId, IsLine } from '../http/field-validators.js';

const LONGEST_SEARCH = 60;

/** Query parameters of the board: `?group=&lotId=&ownerId=&queue=&search=&isOverdue=true&sort=` */
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

  /** Which work is shown: the caller's own and covered work, the work of the caller's teams, or all. */
  @IsOptional()
  @IsIn(BOARD_QUEUES)
  readonly queue?: BoardQueue;

  /**
   * A text to search for in package references, lot names, branch names and postcode sectors. People's names
   * are not searched.
   */
  @IsOptional()
  @IsLine(LONGEST_SEARCH)
  readonly search?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  readonly isOverdue?: boolean;

  /** The order of the work inside each section. */
  @IsOptional()
  @IsIn(BOARD_SORTS)
  readonly sort?: BoardSort;
}
