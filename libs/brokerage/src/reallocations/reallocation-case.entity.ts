import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NextAction } from '#contracts/packages';
import type { CaseStatus, KeepCause } from '#contracts/reallocations';

/** One placement to be moved. Whoever changes it holds its package. */
@Entity('reallocation_case')
export class ReallocationCaseEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly reallocationId!: string;
  @Column('integer') readonly rank!: number;
  @Column('uuid') readonly placementId!: string;
  @Column('uuid') readonly packageId!: string;
  @Column('uuid') readonly personId!: string;
  @Column('boolean') readonly timeCritical!: boolean;
  @Column('boolean') readonly doubleUp!: boolean;
  @Column('boolean') readonly livesAlone!: boolean;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('text') readonly status!: CaseStatus;
  @Column('text', { nullable: true }) readonly keepCause!: KeepCause | null;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @Column('uuid', { nullable: true }) readonly newPlacementId!: string | null;
  @Column('timestamptz', { nullable: true }) readonly rankingGaveUpAt!: Date | null;
  @Column('timestamptz') readonly changedAt!: Date;
  @Column('text', { nullable: true }) readonly nextAction!: NextAction | null;
  @Column('uuid', { nullable: true }) readonly nextActionOwnerId!: string | null;
  @Column('timestamptz', { nullable: true }) readonly nextActionDueAt!: Date | null;
}
