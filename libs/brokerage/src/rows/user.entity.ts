import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KeyScope } from '#contracts/keys';
import type { Role } from '#contracts/roles-and-actors';

@Entity('app_user')
export class UserEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly email!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly role!: Role;
  @Column('uuid', { nullable: true }) readonly authorityId!: string | null;
  @Column('text', { nullable: true }) readonly providerId!: string | null;
  /** The hash of the password. Null until the user has set a password with a link. */
  @Column('text', { select: false, nullable: true }) readonly passwordHash!: string | null;
  /** The user who added this user. Null for users that the operator or a demonstration added. */
  @Column('uuid', { nullable: true }) readonly invitedBy!: string | null;
  /**
   * When the user was let in: the first password was set, or the disabled user was enabled. Null until the
   * user sets a password.
   */
  @Column('timestamptz', { nullable: true }) readonly enteredAt!: Date | null;
  @Column('timestamptz') readonly createdAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly disabledAt!: Date | null;
  @Column('integer') readonly version!: number;
}

@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly userId!: string;
  @Column('bytea') readonly tokenHash!: Buffer;
  @Column('timestamptz') readonly startedAt!: Date;
  @Column('timestamptz') readonly lastSeenAt!: Date;
  @Column('timestamptz') readonly expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly revokedAt!: Date | null;
  @Column('text', { nullable: true }) readonly client!: string | null;
  /** The name of a machine key. Null for a session that began with a sign-in. */
  @Column('text', { nullable: true }) readonly keyName!: string | null;
  /** What a machine key may do. Null for a session that began with a sign-in. */
  @Column('text', { array: true, nullable: true }) readonly scopes!: KeyScope[] | null;
}

/** A single-use link with which a user sets a password. */
@Entity('account_link')
export class AccountLinkEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly userId!: string;
  @Column('bytea') readonly tokenHash!: Buffer;
  @Column('timestamptz') readonly issuedAt!: Date;
  /** The administrator who issued the link. Null for the operator. */
  @Column('uuid', { nullable: true }) readonly issuedBy!: string | null;
  @Column('timestamptz') readonly expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly usedAt!: Date | null;
  /** The address that becomes the user's when the link is used. Null for a link that changes no address. */
  @Column('text', { nullable: true }) readonly newEmail!: string | null;
  @Column('timestamptz', { nullable: true }) readonly revokedAt!: Date | null;
}
