import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional } from 'class-validator';
import { type Band, BANDS, type Day, DAYS, type Visit, type Window } from '#contracts/visits';
import { IsPart, IsPartKey, IsTimeOfDay, IsWords } from '../http/field-validators.js';

class WindowDto implements Window {
  @IsTimeOfDay()
  readonly from!: string;

  @IsTimeOfDay()
  readonly to!: string;
}

export class VisitDto implements Visit {
  @IsPartKey()
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
