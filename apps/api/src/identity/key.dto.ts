import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsInt, Max, Min } from 'class-validator';
import {
  KEY_SCOPES,
  type KeyRotation,
  type KeyScope,
  LONGEST_KEY_DAYS,
  LONGEST_OVERLAP_HOURS,
  type NewKey,
} from '#contracts/keys';
import { IsLine } from '../http/field-validators.js';

export class NewKeyDto implements NewKey {
  @IsLine(100)
  readonly name!: string;

  /** What the key may do. A key cannot do more than the role of its user. */
  @ArrayMinSize(1)
  @ArrayMaxSize(KEY_SCOPES.length)
  @ArrayUnique()
  @IsIn(KEY_SCOPES, { each: true })
  readonly scopes!: KeyScope[];

  /** For how many days the key is valid. */
  @IsInt()
  @Min(1)
  @Max(LONGEST_KEY_DAYS)
  readonly days!: number;
}

export class KeyRotationDto implements KeyRotation {
  /** For how many days the new key is valid. */
  @IsInt()
  @Min(1)
  @Max(LONGEST_KEY_DAYS)
  readonly days!: number;

  /** For how many hours the old key stays valid beside the new one. */
  @IsInt()
  @Min(0)
  @Max(LONGEST_OVERLAP_HOURS)
  readonly overlapHours!: number;
}
