import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('permission')
export class PermissionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly conditionId!: string;
  @Column('uuid', { nullable: true }) readonly personId!: string | null;
  @Column('uuid', { nullable: true }) readonly packageId!: string | null;
  @Column('integer', { nullable: true }) readonly minutes!: number | null;
  @Column('timestamptz') readonly until!: Date;
  @Column('text') readonly reference!: string;
  @Column('text') readonly evidence!: string;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid', { nullable: true }) readonly recordedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly usedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly awardId!: string | null;
  @Column('uuid', { nullable: true }) readonly variationId!: string | null;
  /** Care that another branch took over without an award. */
  @Column('uuid', { nullable: true }) readonly placementId!: string | null;
}
