import { applyDecorators } from '@nestjs/common';
import { isIsoDate } from '#domain/time/iso-date';
import { Transform, Type } from 'class-transformer';
import { inSmallLetters } from './lower-case-ids.js';
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
 * Matches plain text. Plain text has no control characters except line ends and tabs, no lone surrogates
 * (which a database cannot store), and no characters that change the text direction.
 */
export const PLAIN_TEXT = /^([^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|[\n\r\t])*$/u;

/** Validates a reason or a note: plain text that is not blank and not too long. */
export const IsWords = (longest = LONGEST_REASON): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(1, longest),
    Matches(/\S/, { message: '$property must say something' }),
    Matches(PLAIN_TEXT, { message: '$property must be plain text' }),
  );

/**
 * Validates a nested object. Refuses a missing value. Also refuses a list, because class-validator would
 * validate the items of the list as if each were the object.
 */
export const IsPart = (shape: () => new () => object): PropertyDecorator =>
  applyDecorators(IsDefined(), IsObject(), ValidateNested(), Type(shape));

/** Validates a list of nested objects, and limits the number of objects. */
export const IsParts = (shape: () => new () => object, most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(shape),
  );

/**
 * Validates the format of a position in the event feed. The feed returns positions, and clients send them
 * back to continue.
 */
export const IsPosition = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Matches(/^(0|[1-9]\d{0,17})$/, { message: '$property must be a position that the feed gave' }),
  );

/** Validates that a text looks like an e-mail address. Does not check that the address exists. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    Length(3, 254),
    Matches(/^[^\s@\p{C}]{1,64}@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u, {
      message: '$property must be an e-mail address',
    }),
  );

/**
 * Validates the format of a calendar date (YYYY-MM-DD). The business rules later check that the date exists.
 */
export const IsDay = (): PropertyDecorator =>
  Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be YYYY-MM-DD' });

/** Validates an instant that has an offset from UTC and lies on a day that exists. */
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

/** Validates an id and converts it to lower case. */
export const IsId = (): PropertyDecorator =>
  applyDecorators(
    IsUUID(),
    Transform(({ value }) => inSmallLetters(value)),
  );

/** Validates a list of ids and converts them to lower case. */
export const IsIds = (most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsUUID('all', { each: true }),
    Transform(({ value }) => (Array.isArray(value) ? value.map(inSmallLetters) : (value as unknown))),
  );

/** Validates the CQC id of a provider or a branch. */
export const IsCqcId = (): PropertyDecorator =>
  Matches(/^[0-9A-Z-]{3,14}$/, { message: '$property must be a CQC id such as 1-101635212' });

/**
 * Validates a version number. Clients send the version of the row that they edited, so that a stale edit is
 * refused.
 */
export const IsVersion = (): PropertyDecorator => applyDecorators(IsInt(), Min(1));

export class VersionDto {
  @IsVersion()
  readonly version!: number;
}

export class ReasonDto {
  @IsWords()
  readonly reason!: string;
}

/** Query parameter of a list with a limited number of items: `?limit=` */
export class LimitDto {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  readonly limit?: number;
}

/** Query parameters of a list that clients read in pages: `?after=&limit=` */
export class PageDto extends LimitDto {
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly after?: string;
}
