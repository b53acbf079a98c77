import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '#contracts/roles-and-actors';

@Entity('app_user')
export class UserEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly email!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly role!: Role;
  @Column('uuid', { nullable: true }) readonly authorityId!: string | null;
  @Column('text', { nullable: true }) readonly providerId!: string | null;
  @Column('text', { select: false }) readonly passwordHash!: string;
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
}
