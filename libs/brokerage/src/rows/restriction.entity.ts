import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RestrictionSource, ConditionKind, ContestStatus, GrowthBasis } from '#contracts/restrictions';

@Entity('restriction')
export class RestrictionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  /** The authority that recorded the restriction. Null for a provider's own pause. */
  @Column('uuid', { nullable: true }) readonly authorityId!: string | null;
  /** The only authority that the restriction binds. Null for a CQC notice, which binds every authority. */
  @Column('uuid', { nullable: true }) readonly validForAuthorityId!: string | null;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly source!: RestrictionSource;
  @Column('text') readonly reference!: string;
  @Column('text') readonly evidence!: string;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  /** The user who owns the work on the restriction. Null for a provider's own pause. */
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('text') readonly reason!: string;
  @Column('timestamptz') readonly fromAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly toAt!: Date | null;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid', { nullable: true }) readonly recordedBy!: string | null;
  /**
   * The instant at which the work that the restriction forbids was withdrawn. Null until the restriction
   * starts.
   */
  @Column('timestamptz', { nullable: true }) readonly enforcedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly liftedAt!: Date | null;
  @Column('text', { nullable: true }) readonly liftReason!: string | null;
  /**
   * The instant at which it was logged that the restriction had reached its end. Null until then, and if the
   * restriction is lifted earlier.
   */
  @Column('timestamptz', { nullable: true }) readonly expiredAt!: Date | null;
  @Column('integer') readonly version!: number;
}

@Entity('restriction_condition')
export class RestrictionConditionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly restrictionId!: string;
  @Column('text') readonly kind!: ConditionKind;
  @Column('integer', { nullable: true }) readonly limitMinutes!: number | null;
  @Column('text', { nullable: true }) readonly basis!: GrowthBasis | null;
  @Column('integer', { nullable: true }) readonly capMinutes!: number | null;
  @Column('integer', { nullable: true }) readonly everyDays!: number | null;
  /**
   * The instant at which an amendment removed the condition. A removed condition does not bind, but
   * permissions still refer to it.
   */
  @Column('timestamptz', { nullable: true }) readonly removedAt!: Date | null;
}

@Entity('restriction_contest')
export class ContestEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly restrictionId!: string;
  /** The authority that recorded the notice and answers the contest. */
  @Column('uuid') readonly authorityId!: string;
  /** The authority that contests. Null if the branch's provider contests. */
  @Column('uuid', { nullable: true }) readonly byAuthorityId!: string | null;
  @Column('text', { nullable: true }) readonly byProviderId!: string | null;
  @Column('text') readonly reason!: string;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  @Column('text') readonly status!: ContestStatus;
  @Column('uuid') readonly ownerId!: string;
  @Column('timestamptz') readonly dueAt!: Date;
  @Column('timestamptz') readonly contestedAt!: Date;
  @Column('uuid') readonly contestedBy!: string;
  @Column('timestamptz', { nullable: true }) readonly answeredAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly answeredBy!: string | null;
  /** The words of the answer. Null while the contest is open, and if the notice reached its end. */
  @Column('text', { nullable: true }) readonly answer!: string | null;
}

@Entity('permission')
export class PermissionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly conditionId!: string;
  @Column('uuid', { nullable: true }) readonly personId!: string | null;
  /** The person whose record this row was recorded for, if that record was merged into another since. */
  @Column('uuid', { nullable: true }) readonly personAsRecorded?: string | null;
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
  /**
   * The new placement that consumed the permission when another branch took over the care without an award.
   * Otherwise null.
   */
  @Column('uuid', { nullable: true }) readonly placementId!: string | null;
}
