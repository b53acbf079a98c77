import { IsString, ValidateIf } from 'class-validator';
import { HasLength } from '../http/field-validators.js';

export class ContingencyKeyDto {
  /** A public key of age, which begins with `age1`. Null: no more packs are written. */
  @ValidateIf(({ recipient }: ContingencyKeyDto) => recipient !== null)
  @IsString()
  @HasLength(0, 200)
  readonly recipient!: string | null;
}
