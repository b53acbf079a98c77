import { IsIn } from 'class-validator';
import { type Role, ROLES } from '#contracts/roles-and-actors';
import type { ChangeOfPassword, NewUser, SignIn } from '#contracts/identity';
import {
  HasLength,
  IsCqcId,
  IsEmailAddress,
  IsLine,
  IsPasted,
  MayBeAbsent,
  VersionDto,
} from '../http/field-validators.js';

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

export class SignInDto implements SignIn {
  @HasLength(3, 254)
  @IsPasted()
  readonly email!: string;

  @HasLength(1, LONGEST_PASSWORD)
  readonly password!: string;
}

export class ChangeOfPasswordDto implements ChangeOfPassword {
  @HasLength(1, LONGEST_PASSWORD)
  readonly oldPassword!: string;

  @HasLength(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly newPassword!: string;
}

export class NewUserDto implements NewUser {
  @IsEmailAddress()
  readonly email!: string;

  @IsLine(200)
  readonly name!: string;

  @HasLength(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly password!: string;

  @IsIn(ROLES)
  readonly role!: Role;

  /** The provider of a user with role `provider`. Absent for other roles. */
  @MayBeAbsent()
  @IsCqcId()
  readonly providerId?: string;
}

export class ChangeUserDto extends VersionDto {
  @MayBeAbsent()
  @IsLine(200)
  readonly name?: string;

  @MayBeAbsent()
  @HasLength(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly password?: string;
}
