import { IsString, Length, Matches } from 'class-validator';
import { PLAIN_TEXT } from '../http/field-validators.js';

const LONGEST_NAME = 200;

export class NewDocumentQueryDto {
  /** The file name of the document, without a folder. */
  @IsString()
  @Length(1, LONGEST_NAME)
  @Matches(PLAIN_TEXT, { message: '$property must be plain text' })
  @Matches(/\S/, { message: '$property must say something' })
  @Matches(/^(?!\.{1,2}$)[^/\\\r\n\t]*$/, { message: '$property must be the name of a file' })
  readonly name!: string;
}
