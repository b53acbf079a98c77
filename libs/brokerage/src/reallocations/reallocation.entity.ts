import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Urgency } from '#contracts/packages';
import type { Awarding, KeepCause, ReallocationCause, ReallocationStatus } from '#contracts/reallocations';

/** The moving of a branch's care for one authority. */
@Entity('reallocation')
export class ReallocationEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly cause!: ReallocationCause;
  @Column('uuid', { nullable: true }) readonly restrictionId!: string | null;
  @Column('uuid', { nullable: true }) readonly handBackId!: string | null;
  /** All lots when empty. */
  @Column('uuid', { array: true }) readonly lotIds!: string[];
  @Column('text') readonly status!: ReallocationStatus;
  @Column('text') readonly urgency!: Urgency;
  @Column('integer') readonly pacePerMinute!: number;
  @Column('integer', { nullable: true }) readonly intakeCap!: number | null;
  @Column('text') readonly awarding!: Awarding;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  @Column('uuid') readonly ownerId!: string;
  @Column('timestamptz') readonly decideBy!: Date;
  @Column('timestamptz') readonly proposedAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly startedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly startedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly finishedAt!: Date | null;
  @Column('date', { nullable: true }) readonly leavesOn!: string | null;
  @Column('timestamptz', { nullable: true }) readonly nextReleaseAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly lastReleasedAt!: Date | null;
  @Column('text', { nullable: true }) readonly stopCause!: KeepCause | null;
  @Column('integer') readonly openCases!: number;
  @Column('integer') readonly version!: number;
}
