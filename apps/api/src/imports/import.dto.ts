import { IsIn, IsOptional } from 'class-validator';
import { IMPORT_KINDS, type ImportKind, ROW_OUTCOMES, type RowOutcome } from '#contracts/imports';
import { IsFileName, PageDto } from '../http/field-validators.js';

const LONGEST_NAME = 200;

export class ImportKindDto {
  @IsIn(IMPORT_KINDS)
  readonly kind!: ImportKind;
}

export class NewImportQueryDto extends ImportKindDto {
  /** The file name, without a folder. */
  @IsFileName(LONGEST_NAME)
  readonly name!: string;
}

export class ImportRowsQueryDto extends PageDto {
  @IsOptional()
  @IsIn(ROW_OUTCOMES)
  readonly outcome?: RowOutcome;
}
