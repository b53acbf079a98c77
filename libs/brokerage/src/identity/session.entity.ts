import { Column, Entity, PrimaryColumn } from 'typeorm';

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
