import { ArrayNotEmpty, ArrayUnique, IsIn, IsOptional } from 'class-validator';
import {
  type GivenWork,
  MOST_GIVEN,
  type NewAbsence,
  type NewTeam,
  type SeenWork,
  WORK_KINDS,
  type WorkKind,
} from '#contracts/open-work';
import { IsDay, IsId, IsIds, IsLine, IsParts, IsVersion, MayBeAbsent } from '../http/field-validators.js';

const MOST_MEMBERS = 200;

/** The path parameters that name a piece of open work. */
export class WorkRefDto {
  @IsIn(WORK_KINDS)
  readonly kind!: WorkKind;

  @IsId()
  readonly id!: string;
}

export class NewOwnerDto {
  @IsId()
  readonly ownerId!: string;

  /** The owner that the user saw. Absent or null if the work had none. */
  @IsOptional()
  @IsId()
  readonly fromId?: string | null;
}

class SeenWorkDto extends WorkRefDto implements SeenWork {
  /** The owner that the user saw. Null if the work had none. */
  @IsOptional()
  @IsId()
  readonly fromId!: string | null;
}

export class GivenWorkDto implements GivenWork {
  @ArrayNotEmpty()
  @ArrayUnique((one: SeenWorkDto | null) => `${one?.kind} ${one?.id}`)
  @IsParts(() => SeenWorkDto, MOST_GIVEN)
  readonly work!: SeenWorkDto[];

  @IsId()
  readonly ownerId!: string;
}

export class HeirDto {
  @IsId()
  readonly ownerId!: string;
}

export class NewTeamDto implements NewTeam {
  @IsLine(100)
  readonly name!: string;

  @IsIds(MOST_MEMBERS)
  readonly memberIds!: string[];
}

export class ChangeTeamDto extends NewTeamDto {
  @IsVersion()
  readonly version!: number;
}

export class NewAbsenceDto implements NewAbsence {
  /** The user who is away. Absent if it is the caller. */
  @MayBeAbsent()
  @IsId()
  readonly userId?: string;

  @IsId()
  readonly deputyId!: string;

  @IsDay()
  readonly firstOn!: string;

  @IsDay()
  readonly lastOn!: string;
}
