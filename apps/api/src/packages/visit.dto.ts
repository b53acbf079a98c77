import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Matches } from 'class-validator';
import { type Band, BANDS, type Day, DAYS, type Visit, type Window } from '#contracts/visits';
import { IsPart, IsWords } from '../http/field-validators.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

class WindowDto implements Window {
  @Matches(TIME, { message: 'from must be HH:MM' })
  readonly from!: string;

  @Matches(TIME, { message: 'to must be HH:MM' })
  readonly to!: string;
}

export class VisitDto implements Visit {
  @Matches(/^[\w-]{1,20}$/)
  readonly key!: string;

  @IsArray()
  @ArrayMaxSize(DAYS.length)
  @IsIn(DAYS, { each: true })
  readonly days!: Day[];

  @IsIn(BANDS)
  readonly band!: Band;

  @IsOptional()
  @IsPart(() => WindowDto)
  readonly window?: WindowDto | null;

  @IsInt()
  readonly minutes!: number;

  @IsIn([1, 2])
  readonly carers!: 1 | 2;

  @IsBoolean()
  readonly personalCare!: boolean;

  @IsOptional()
  @IsWords()
  readonly shortReason?: string | null;

  @IsOptional()
  @IsWords()
  readonly timeCriticalReason?: string | null;
}
