import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AwardStatus } from '#contracts/awards';
import type { Check } from '#contracts/eligibility';

/** An attempt of an officer to reach the branch of an award by telephone. */
@Entity('contact_attempt')
export class ContactAttemptEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly awardId!: string;
  @Column('boolean') readonly reached!: boolean;
  /** What was said. Only staff of the authority may read the note. */
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('timestamptz') readonly at!: Date;
  @Column('uuid') readonly actorId!: string;
}

@Entity('award')
export class AwardEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly packageId!: string;
  @Column('uuid') readonly personId!: string;
  /** The person whose record this row was recorded for, if that record was merged into another since. */
  @Column('uuid', { nullable: true }) readonly personAsRecorded?: string | null;
  @Column('uuid') readonly broadcastId!: string;
  @Column('uuid') readonly offerId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly deliveringBranchId!: string;
  @Column('uuid') readonly lotId!: string;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('integer') readonly hourlyRatePence!: number;
  @Column('date') readonly startsOn!: string;
  @Column('text') readonly status!: AwardStatus;
  @Column('text', { nullable: true }) readonly reason!: string | null;
  /** The reason that every bidder reads, if the top-ranked offer was not chosen. */
  @Column('text', { nullable: true }) readonly reasonForBidders!: string | null;
  /** The results of the eligibility rules at the time of the award, including waived rules and warnings. */
  @Column('jsonb') readonly checks!: readonly Check[];
  @Column('timestamptz') readonly awardedAt!: Date;
  @Column('uuid', { nullable: true }) readonly awardedBy!: string | null;
  @Column('timestamptz') readonly startDueAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly overdueAt!: Date | null;
  /** The instant since which a restriction forbids the start of care. Null if the start is allowed. */
  @Column('timestamptz', { nullable: true }) readonly blockedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt!: Date | null;
  @Column('text', { nullable: true }) readonly withdrawReason!: string | null;
}
