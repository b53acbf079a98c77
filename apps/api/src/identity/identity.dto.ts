import { IsIn, IsOptional, Length } from 'class-validator';
import { type Role, ROLES } from '#contracts/roles-and-actors';
import type { ChangeOfPassword, NewUser, SignIn } from '#contracts/identity';
import { IsCqcId, IsEmailAddress, IsWords, VersionDto } from '../http/field-validators.js';

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;

export class SignInDto implements SignIn {
  @Length(3, 254)
  readonly email!: string;

  @Length(1, LONGEST_PASSWORD)
  readonly password!: string;
}

export class ChangeOfPasswordDto implements ChangeOfPassword {
  @Length(1, LONGEST_PASSWORD)
  readonly oldPassword!: string;

  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly newPassword!: string;
}

export class NewUserDto implements NewUser {
  @IsEmailAddress()
  readonly email!: string;

  @IsWords(200)
  readonly name!: string;

  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly password!: string;

  @IsIn(ROLES)
  readonly role!: Role;

  /** The provider of a user with role `provider`. Absent for other roles. */
  @IsOptional()
  @IsCqcId()
  readonly providerId?: string;
}

export class ChangeUserDto extends VersionDto {
  @IsOptional()
  @IsWords(200)
  readonly name?: string;

  @IsOptional()
  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly password?: string;
}
