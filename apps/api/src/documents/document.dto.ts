import { IsFileName } from '../http/field-validators.js';

const LONGEST_NAME = 200;

export class NewDocumentQueryDto {
  /** The file name of the document, without a folder. */
  @IsFileName(LONGEST_NAME)
  readonly name!: string;
}
