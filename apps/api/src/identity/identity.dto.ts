import { IsIn, IsOptional, ValidateIf } from 'class-validator';
import { type Role, ROLES } from '#contracts/roles-and-actors';
import {
  type BranchLimit,
  type ChangeOfName,
  type ChangeOfPassword,
  type NewUser,
  type RequestOfEmail,
  type SignIn,
  USER_STATES,
  type UserChange,
  type UserFilter,
  type UserState,
} from '#contracts/identity';
import {
  AreCqcIds,
  HasLength,
  HasPattern,
  IsCqcId,
  IsEmailAddress,
  IsLine,
  IsPasted,
  IsVersion,
  MayBeAbsent,
  PageDto,
} from '../http/field-validators.js';

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;
const MOST_BRANCHES = 500;

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

export class ChangeOfNameDto implements ChangeOfName {
  @IsLine(200)
  readonly name!: string;

  @IsVersion()
  readonly version!: number;
}

export class RequestOfEmailDto implements RequestOfEmail {
  @IsEmailAddress()
  readonly email!: string;

  @HasLength(1, LONGEST_PASSWORD)
  readonly password!: string;
}

export class RequestLinkDto {
  @HasLength(3, 254)
  @IsPasted()
  readonly email!: string;
}

export class NewUserDto implements NewUser {
  @IsEmailAddress()
  readonly email!: string;

  @IsLine(200)
  readonly name!: string;

  @IsIn(ROLES)
  readonly role!: Role;

  /** The provider whose first administrator an authority adds. Absent for users of the own organisation. */
  @MayBeAbsent()
  @IsCqcId()
  readonly providerId?: string;

  /** The branches to which a provider limits its user. Absent or null for a user who sees every branch. */
  @IsOptional()
  @AreCqcIds(MOST_BRANCHES)
  readonly branchIds?: string[] | null;
}

export class BranchLimitDto implements BranchLimit {
  @IsVersion()
  readonly version!: number;

  /** At least one branch of the provider. Null ends the limit. */
  @ValidateIf((_, value) => value !== null)
  @AreCqcIds(MOST_BRANCHES)
  readonly branchIds!: string[] | null;
}

export class ChangeUserDto implements UserChange {
  @IsVersion()
  readonly version!: number;

  @MayBeAbsent()
  @IsLine(200)
  readonly name?: string;

  @MayBeAbsent()
  @IsEmailAddress()
  readonly email?: string;

  @MayBeAbsent()
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

  @IsOptional()
  @IsLine(100)
  readonly search?: string;
}

export class AccountLinkDto {
  @HasLength(20, 100)
  @HasPattern(/^[\w-]+$/, 100)
  readonly token!: string;
}

export class UseLinkDto extends AccountLinkDto {
  @HasLength(SHORTEST_PASSWORD, LONGEST_PASSWORD)
  readonly password!: string;
}
