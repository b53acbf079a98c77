import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RestrictionSource } from '#contracts/restrictions';

@Entity('restriction')
export class RestrictionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  /** Who recorded it. */
  @Column('uuid', { nullable: true }) readonly authorityId!: string | null;
  /** Null for CQC's: valid for every authority. */
  @Column('uuid', { nullable: true }) readonly validForAuthorityId!: string | null;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly source!: RestrictionSource;
  @Column('text') readonly reference!: string;
  @Column('text') readonly evidence!: string;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  /** Null for a provider's own pause. */
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('text') readonly reason!: string;
  @Column('timestamptz') readonly fromAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly toAt!: Date | null;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid', { nullable: true }) readonly recordedBy!: string | null;
  /** When what it forbids was revoked; null until its instant has come. */
  @Column('timestamptz', { nullable: true }) readonly enforcedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly liftedAt!: Date | null;
  @Column('text', { nullable: true }) readonly liftReason!: string | null;
  /** When its end was told. */
  @Column('timestamptz', { nullable: true }) readonly expiredAt!: Date | null;
  @Column('integer') readonly version!: number;
}
