import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import {
  CAPABILITY_ANSWERS,
  type CapabilityAnswer,
  type CapabilityAnswerKind,
  type CapabilityDeclaration,
} from '#contracts/capabilities';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import { IsDay, IsId, IsWords } from '../http/field-validators.js';

export class CapabilityDeclarationDto implements CapabilityDeclaration {
  @IsArray()
  @ArrayUnique()
  @IsIn(CAPABILITIES, { each: true })
  readonly declared!: Capability[];

  @IsArray()
  @ArrayUnique()
  @IsIn(CAPABILITIES, { each: true })
  readonly withdrawn!: Capability[];

  /** The day from which this is so: today or earlier. */
  @IsDay()
  readonly onDay!: string;

  /** What the declaration rests on, for example the training of staff. */
  @IsOptional()
  @IsWords()
  readonly note?: string | null;
}

export class CapabilityAnswerDto implements CapabilityAnswer {
  /** `declared`: the council declares on behalf of the branch, and confirms by doing so. */
  @IsIn(CAPABILITY_ANSWERS)
  readonly kind!: CapabilityAnswerKind;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(CAPABILITIES, { each: true })
  readonly capabilities!: Capability[];

  @IsWords()
  readonly evidence!: string;

  @IsOptional()
  @IsId()
  readonly documentId?: string | null;
}

export class WithdrawalQueryDto {
  /** The capabilities that would be withdrawn, separated by commas. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(CAPABILITIES.length)
  @IsIn(CAPABILITIES, { each: true })
  readonly withdrawn!: Capability[];
}
