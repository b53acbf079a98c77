import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import { cleanPastedLine, cleanPastedText, lengthOf } from '#contracts/pasted-text';
import { isIsoDate } from '#domain/time/iso-date';
import { inSmallLetters } from './lower-case-ids.js';
import {
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  type ValidationOptions,
  Max,
  Min,
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsObject,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

const LONGEST_REASON = 2_000;
const MOST_ITEMS = 200;

/**
 * Matches plain text. Plain text has no control characters except line ends and tabs, no lone surrogates
 * (which a database cannot store), and no characters that change the text direction.
 */
const PLAIN_TEXT = /^(?:[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]|[\n\r\t])*$/u;

/** Returns true for a text within the length. A text that is much too long is not counted. */
const isWithin = (text: unknown, shortest: number, longest: number): text is string => {
  if (typeof text !== 'string' || text.length > 2 * longest) return false;
  const length = lengthOf(text);
  return length >= shortest && length <= longest;
};

/** Validates the length of a text in code points, as PostgreSQL counts them. */
export const HasLength = (
  shortest: number,
  longest: number,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isLength', // the name by which class-validator-jsonschema knows the rule
      constraints: [shortest, longest],
      validator: {
        validate: (value) => isWithin(value, shortest, longest),
        defaultMessage: () => `$property must be a text of ${shortest} to ${longest} characters`,
      },
    },
    options,
  );

/**
 * Validates a text by a pattern. Refuses a text that is longer than `longest` without looking at the pattern,
 * so a long text costs nothing.
 */
export const HasPattern = (
  pattern: RegExp,
  longest: number,
  options?: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    {
      name: 'matches', // the name by which class-validator-jsonschema knows the rule
      constraints: [pattern],
      validator: {
        validate: (value) => isWithin(value, 0, longest) && pattern.test(value),
        defaultMessage: () => '$property has another form',
      },
    },
    options,
  );

/** Cleans pasted text before it is validated. Cleans each item of a list of texts. */
const cleaned = (clean: (text: string) => string): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    const cleanOne = (one: unknown): unknown => (typeof one === 'string' ? clean(one) : one);
    return Array.isArray(value) ? value.map(cleanOne) : cleanOne(value);
  });

/** Removes invisible characters and spaces around a code that was pasted, such as a postcode. */
export const IsPasted = (): PropertyDecorator => cleaned((text) => cleanPastedLine(text).trim());

const plain = (longest: number, options?: ValidationOptions): PropertyDecorator[] => [
  HasLength(1, longest, options),
  HasPattern(/\S/, longest, { ...options, message: '$property must say something' }),
  HasPattern(PLAIN_TEXT, longest, { ...options, message: '$property must be plain text' }),
];

/**
 * Validates a reason or a note. The text must be plain, must not be blank and must not exceed the maximum
 * length. Invisible characters of a pasted text are removed first.
 */
export const IsWords = (longest = LONGEST_REASON): PropertyDecorator =>
  applyDecorators(IsString(), ...plain(longest), cleaned(cleanPastedText));

/** Validates a text of one line, such as a name or a reference. A pasted line break becomes a space. */
export const IsLine = (longest: number): PropertyDecorator =>
  applyDecorators(IsString(), ...plain(longest), cleaned(cleanPastedLine));

/** Validates a text of one line that may be empty, such as one of two names. */
export const IsLineOrEmpty = (longest: number): PropertyDecorator =>
  applyDecorators(
    IsString(),
    HasLength(0, longest),
    HasPattern(PLAIN_TEXT, longest, { message: '$property must be plain text' }),
    cleaned(cleanPastedLine),
  );

/**
 * Validates the name of a file, without a folder. Marks of text direction are removed first, so that a name is shown as it
 * is: with such a mark, `fdp.exe` looks like `exe.pdf`. A name with a line break is refused.
 */
export const IsFileName = (longest: number): PropertyDecorator =>
  applyDecorators(
    IsString(),
    ...plain(longest),
    HasPattern(/^(?!\.{1,2}$)[^/\\\r\n\t]*$/, longest, { message: '$property must be the name of a file' }),
    cleaned(cleanPastedText),
  );

/** Validates a list of texts of one line each. */
export const IsLines = (longest: number, most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    ...plain(longest, { each: true }),
    cleaned(cleanPastedLine),
  );

/** Makes a field of a request body optional. Unlike `IsOptional`, refuses null. */
export const MayBeAbsent = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

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
    HasPattern(/^(0|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, 36, {
      message: '$property must be a position that the feed gave',
    }),
  );

const LONGEST_EMAIL = 254;

/** Validates the rough form of an e-mail address. Does not check that the address exists. */
export const IsEmailAddress = (): PropertyDecorator =>
  applyDecorators(
    IsString(),
    HasLength(3, LONGEST_EMAIL),
    HasPattern(
      /^[^\s@\p{C}\u115F\u1160\u2800\u3164\uFFA0]{1,64}@[^\s@.\p{C}]+(?:\.[^\s@.\p{C}]+)+$/u,
      LONGEST_EMAIL,
      {
        message: '$property must be an e-mail address',
      },
    ),
    IsPasted(),
  );

/**
 * Validates the format of a calendar date (YYYY-MM-DD). The business rules later check that the date exists.
 */
export const IsDay = (): PropertyDecorator =>
  HasPattern(/^\d{4}-\d{2}-\d{2}$/, 10, { message: '$property must be YYYY-MM-DD' });

/** Validates a date of which the day, or the month and the day, may be left out. */
export const IsDayOrPart = (): PropertyDecorator =>
  HasPattern(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 10, {
    message: '$property must be YYYY-MM-DD, YYYY-MM or YYYY',
  });

/** Validates a time of day without a date. */
export const IsTimeOfDay = (): PropertyDecorator =>
  HasPattern(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 5, { message: '$property must be HH:MM' });

/** Validates the key by which a request names one of its own parts, such as a visit. */
export const IsPartKey = (): PropertyDecorator => HasPattern(/^[\w-]{1,20}$/, 20);

const LONGEST_INSTANT = 29;

/** Validates an instant that has an offset from UTC and lies on a day that exists. */
export const IsInstant = (): PropertyDecorator =>
  applyDecorators(
    HasPattern(
      /^20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/,
      LONGEST_INSTANT,
      {
        message: '$property must be an instant such as 2026-03-02T09:00:00Z',
      },
    ),
    ValidateBy({
      name: 'isExistingDay',
      validator: {
        validate: (value) => isWithin(value, 0, LONGEST_INSTANT) && isIsoDate(value.slice(0, 10)),
        defaultMessage: () => '$property must be of a day that exists',
      },
    }),
  );

/** Validates a date, without a time, of a day that exists. */
export const IsCalendarDay = (): PropertyDecorator =>
  applyDecorators(
    IsDay(),
    ValidateBy({
      name: 'isCalendarDay',
      validator: {
        validate: (value) => typeof value === 'string' && isIsoDate(value),
        defaultMessage: () => '$property must be a day that exists',
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
  applyDecorators(
    HasPattern(/^[0-9A-Z-]{3,14}$/, 14, { message: '$property must be a CQC id such as 1-101635212' }),
    IsPasted(),
  );

/** Validates a list of CQC ids of branches. Refuses an empty list and repeats. */
export const AreCqcIds = (most: number): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(most),
    ArrayUnique(),
    HasPattern(/^[0-9A-Z-]{3,14}$/, 14, { each: true, message: 'each value in $property must be a CQC id' }),
    IsPasted(),
  );

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
  @HasLength(1, 100)
  readonly after?: string;
}
