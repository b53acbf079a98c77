import { applyDecorators } from '@nestjs/common';
import { isIsoDate } from '#domain/time/iso-date';
import { Transform, Type } from 'class-transformer';
import { inSmallLetters } from './ids.js';
import {
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsObject,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

const LONGEST_REASON = 2_000;
const MOST_ITEMS = 200;

/**
 * No control characters but line ends and tabs, no half of a character, which no database keeps as it came,
 * and nothing that turns the direction of the text around it.
 */
export const PLAIN_TEXT = /^([^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|[\n\r\t])*$/u;

/** A reason or a note: some words, of a bounded length. */
export const IsWords = (longest = LONGEST_REASON): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(1, longest),
    Matches(/\S/, { message: '$property must say something' }),
    Matches(PLAIN_TEXT, { message: '$property must be plain text' }),
  );

/** One object of a shape, there and no list: a nested list would pass for its items. */
export const IsPart = (shape: () => new () => object): PropertyDecorator =>
  applyDecorators(IsDefined(), IsObject(), ValidateNested(), Type(shape));

/** A list of such objects. */
export const IsParts = (shape: () => new () => object, most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(shape),
  );

/** A position of the feed, as it was given. */
export const IsPosition = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(/^(0|[1-9]\d{0,17})$/, { message: '$property must be a position that the feed gave' }),
  );

/** An e-mail address, near enough: only a letter to it would tell. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(3, 254),
    Matches(/^[^\s@\p{C}]{1,64}@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u, {
      message: '$property must be an e-mail address',
    }),
  );

/** A calendar date; whether it exists and makes sense is for the rules. */
export const IsDay = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be YYYY-MM-DD' });

/** An instant with its offset from UTC, of a day that exists. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    Matches(
      /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/,
      {
        message: '$property must be an instant such as 2026-03-02T09:00:00Z',
      },
    ),
    ValidateBy({
      name: 'isExistingDay',
      validator: {
        validate: (value) => typeof value === 'string' && isIsoDate(value.slice(0, 10)),
        defaultMessage: () => '$property must be of a day that exists',
      },
    }),
  );

/** An id that we gave. */
export const IsId = (): PropertyDecorator =>
  applyDecorators(
    IsUUID(),
    Transform(({ value }) => inSmallLetters(value)),
  );

/** A list of such ids. */
export const IsIds = (most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsUUID('all', { each: true }),
    Transform(({ value }) => (Array.isArray(value) ? value.map(inSmallLetters) : (value as unknown))),
  );

/** A CQC provider or location id. */
export const IsCqcId = (): PropertyDecorator =>
  Matches(/^[0-9A-Z-]{3,14}$/, { message: '$property must be a CQC id such as 1-101635212' });

/** Which version of a thing an edit was made from. */
export const IsVersion = (): PropertyDecorator => applyDecorators(IsInt(), Min(1));

export class VersionDto {
  @IsVersion()
  readonly version!: number;
}

export class ReasonDto {
  @IsWords()
  readonly reason!: string;
}

/** `?limit=` */
export class LimitDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  readonly limit?: number;
}

/** `?after=&limit=` */
export class PageDto extends LimitDto {
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly after?: string;
}
