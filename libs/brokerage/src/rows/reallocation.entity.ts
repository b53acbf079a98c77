import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Urgency, NextAction } from '#contracts/packages';
import type {
  Awarding,
  KeepCause,
  ReallocationCause,
  ReallocationStatus,
  CaseStatus,
} from '#contracts/reallocations';

/** A set of transfers away from one branch for one authority. */
@Entity('reallocation')
export class ReallocationEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly cause!: ReallocationCause;
  @Column('uuid', { nullable: true }) readonly restrictionId!: string | null;
  @Column('uuid', { nullable: true }) readonly handBackId!: string | null;
  /** The lots in which the reallocation transfers care. An empty list means all lots. */
  @Column('uuid', { array: true }) readonly lotIds!: string[];
  @Column('text') readonly status!: ReallocationStatus;
  @Column('text') readonly urgency!: Urgency;
  @Column('integer') readonly pacePerMinute!: number;
  @Column('integer', { nullable: true }) readonly intakeCap!: number | null;
  @Column('text') readonly awarding!: Awarding;
  /** Why it was started. Rows from before `stop_reason` and `dismiss_reason` existed have those reasons here. */
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
  @Column('text', { nullable: true }) readonly stopReason!: string | null;
  @Column('timestamptz', { nullable: true }) readonly dismissedAt!: Date | null;
  @Column('text', { nullable: true }) readonly dismissReason!: string | null;
  @Column('text', { nullable: true }) readonly dismissCause!: KeepCause | null;
  @Column('integer') readonly openCases!: number;
  @Column('integer') readonly version!: number;
}

/**
 * A case: the transfer of one placement to another branch. An act that changes a case first locks the
 * package.
 */
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

/** A hand-back: a provider gives up a branch's work for one authority, with a notice period. */
@Entity('hand_back')
export class HandBackEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  /** The lots that the branch gives up. An empty list means all lots. */
  @Column('uuid', { array: true }) readonly lotIds!: string[];
  @Column('integer') readonly noticeDays!: number;
  @Column('integer') readonly contractNoticeDays!: number;
  /** The last day on which the branch delivers the care that it handed back. */
  @Column('date') readonly leavesOn!: string;
  @Column('text') readonly reason!: string;
  @Column('uuid') readonly restrictionId!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid', { nullable: true }) readonly recordedBy!: string | null;
}
