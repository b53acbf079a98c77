import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  ALLOCATION_METHODS,
  type AllocationMethod,
  type NewLot,
  RATING_POLICIES,
  type RatingPolicy,
} from '#contracts/lots';
import { URGENCIES, type Urgency } from '#contracts/packages';
import type { Weights } from '#contracts/ranking';
import {
  HasLength,
  IsLine,
  IsPart,
  IsPasted,
  IsWords,
  IsVersion,
  VersionDto,
} from '../http/field-validators.js';

const MOST_AREAS = 1_000;
const WEEKS_4 = 40_320;
const DAYS_90 = 129_600;
const HIGHEST_RATE_PENCE = 20_000;

class WeightsDto implements Weights {
  @IsInt()
  readonly price!: number;

  @IsInt()
  readonly quality!: number;

  @IsInt()
  readonly fit!: number;

  @IsInt()
  readonly continuity!: number;
}

export class LotDto implements NewLot {
  @IsLine(20)
  readonly code!: string;

  @IsLine(200)
  readonly name!: string;

  /** The postcode districts (`LE13`) and postcode sectors (`LE11 3`) that belong to the lot. */
  @IsArray()
  @ArrayMaxSize(MOST_AREAS)
  @HasLength(2, 8, { each: true })
  @IsPasted()
  readonly areas!: string[];

  @IsIn(ALLOCATION_METHODS)
  readonly method!: AllocationMethod;

  @IsBoolean()
  readonly sealed!: boolean;

  @IsBoolean()
  readonly ownRankShown!: boolean;

  @IsInt()
  @Min(1)
  @Max(WEEKS_4)
  readonly tierHeadStartMinutes!: number;

  @IsInt()
  @Min(1)
  @Max(WEEKS_4)
  readonly cascadeStepMinutes!: number;

  @IsIn(RATING_POLICIES)
  readonly ratingPolicy!: RatingPolicy;

  @IsPart(() => WeightsDto)
  readonly weights!: WeightsDto;

  @IsOptional()
  @IsWords()
  readonly weightsReason: string | null = null;

  @IsInt()
  @Min(1)
  @Max(HIGHEST_RATE_PENCE)
  readonly rateFloorPence!: number;

  @IsInt()
  @Min(1)
  @Max(HIGHEST_RATE_PENCE)
  readonly rateCeilingPence!: number;
}

export class ChangeLotDto extends LotDto {
  @IsVersion()
  readonly version!: number;
}

/** The most characters of an outline that a request can carry. */
const LONGEST_OUTLINE = 240_000;

export class LotOutlineDto {
  /** The outline as a text in GeoJSON or TopoJSON. Null or absent takes the outline away. */
  @IsOptional()
  @HasLength(2, LONGEST_OUTLINE)
  readonly file?: string | null;

  @IsVersion()
  readonly version!: number;
}

export class ClockProfileDto extends VersionDto {
  @IsInt()
  @Min(1)
  @Max(WEEKS_4)
  readonly respondMinutes!: number;

  @IsInt()
  @Min(1)
  @Max(DAYS_90)
  readonly startWithinMinutes!: number;

  @IsBoolean()
  readonly workingHours!: boolean;
}

export class LocateDto {
  @HasLength(2, 10)
  @IsPasted()
  readonly postcode!: string;
}

export class UrgencyDto {
  @IsIn(URGENCIES)
  readonly urgency!: Urgency;
}
