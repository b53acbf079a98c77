import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { type Role, ROLES } from '#contracts/roles-and-actors';
import {
  type ChangeOfPassword,
  type NewUser,
  type SignIn,
  USER_STATES,
  type UserChange,
  type UserFilter,
  type UserState,
} from '#contracts/identity';
import { IsCqcId, IsEmailAddress, IsVersion, IsWords, PageDto } from '../http/field-validators.js';

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

  @IsIn(ROLES)
  readonly role!: Role;

  /**
   * The provider whose first administrator an authority adds. Absent for users of the caller's own
   * organisation.
   */
  @IsOptional()
  @IsCqcId()
  readonly providerId?: string;
}

export class ChangeUserDto implements UserChange {
  @IsVersion()
  readonly version!: number;

  @IsOptional()
  @IsWords(200)
  readonly name?: string;

  @IsOptional()
  @IsEmailAddress()
  readonly email?: string;

  @IsOptional()
  @IsIn(ROLES)
  readonly role?: Role;
}

export class UserQueryDto extends PageDto implements UserFilter {
  @IsOptional()
  @IsIn(ROLES)
  readonly role?: Role;

  @IsOptional()
  @IsIn(USER_STATES)
  readonly state?: UserState;
}

export class AccountLinkDto {
  @IsString()
  @Length(20, 100)
  @Matches(/^[\w-]+$/)
  readonly token!: string;
}

export class UseLinkDto extends AccountLinkDto {
  @Length(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly password!: string;
}
