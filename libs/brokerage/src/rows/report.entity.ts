import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConcernKind, ConcernOutcome } from '#contracts/placements';

/** A report that a branch owes to an authority under a restriction's reporting condition. */
@Entity('branch_report')
export class BranchReportEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly restrictionId!: string;
  @Column('uuid') readonly conditionId!: string;
  @Column('text') readonly branchId!: string;
  @Column('integer') readonly number!: number;
  @Column('date') readonly dueOn!: string;
  /** The end of the due day in London, as an instant. */
  @Column('timestamptz') readonly dueAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly overdueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly receivedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly receivedBy!: string | null;
  @Column('text', { nullable: true }) readonly account!: string | null;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  /**
   * The instant at which the branch no longer owed the report, because the restriction ended or changed. Null
   * while the branch owes the report.
   */
  @Column('timestamptz', { nullable: true }) readonly endedAt!: Date | null;
  /** The user who sees to the update. Null if the restriction has no owner. */
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
}

@Entity('concern')
export class ConcernEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly kind!: ConcernKind;
  @Column('uuid', { nullable: true }) readonly packageId!: string | null;
  @Column('uuid', { nullable: true }) readonly awardId!: string | null;
  @Column('uuid', { nullable: true }) readonly reportId!: string | null;
  /** The condition that imported care breaks, if the concern is about a breach. */
  @Column('uuid', { nullable: true }) readonly conditionId?: string | null;
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('timestamptz') readonly at!: Date;
  @Column('timestamptz', { nullable: true }) readonly closedAt!: Date | null;
  @Column('text', { nullable: true }) readonly outcome!: ConcernOutcome | null;
}
