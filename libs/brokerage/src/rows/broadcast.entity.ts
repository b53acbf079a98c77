import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BroadcastStatus, CloseCause, DeclineReason, InvitationStatus } from '#contracts/broadcasts';
import type { AllocationMethod, RatingPolicy } from '#contracts/lots';
import type { Weights } from '#contracts/ranking';

/** A broadcast of a package. Contains a copy of the lot's settings from when the broadcast opened. */
@Entity('broadcast')
export class BroadcastEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly packageId!: string;
  @Column('integer') readonly packageVersion!: number;
  @Column('uuid') readonly lotId!: string;
  @Column('integer') readonly round!: number;
  @Column('text') readonly status!: BroadcastStatus;
  @Column('text') readonly method!: AllocationMethod;
  @Column('boolean') readonly sealed!: boolean;
  @Column('boolean') readonly ownRankShown!: boolean;
  @Column('text') readonly ratingPolicy!: RatingPolicy;
  @Column('jsonb') readonly weights!: Weights;
  @Column('integer') readonly rateFloorPence!: number;
  @Column('integer') readonly rateCeilingPence!: number;
  @Column('timestamptz') readonly openedAt!: Date;
  @Column('uuid', { nullable: true }) readonly openedBy!: string | null;
  @Column('timestamptz') readonly closesAt!: Date;
  @Column('timestamptz') readonly startBy!: Date;
  @Column('timestamptz') readonly halfAt!: Date;
  @Column('timestamptz') readonly threeQuartersAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly closedAt!: Date | null;
  @Column('text', { nullable: true }) readonly closeCause!: CloseCause | null;
  @Column('text', { nullable: true }) readonly closeReason!: string | null;
  /** The reason for which a user closed the broadcast before its deadline. Never changes, unlike `closeReason`. */
  @Column('text', { nullable: true }) readonly earlyReason!: string | null;
  @Column('uuid', { nullable: true }) readonly closedEarlyBy!: string | null;
  @Column('integer') readonly version!: number;
}

@Entity('broadcast_wave')
export class BroadcastWaveEntity {
  @PrimaryColumn('uuid') readonly broadcastId!: string;
  @PrimaryColumn('integer') readonly number!: number;
  @Column('timestamptz') readonly opensAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly openedAt!: Date | null;
}

@Entity('invitation')
export class InvitationEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly broadcastId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly providerId!: string;
  @Column('uuid') readonly contractId!: string;
  /**
   * The ids of the branches that may deliver under the invitation: the invited branch or its subcontractors.
   */
  @Column('text', { array: true }) readonly mayDeliver!: string[];
  /** The same list at the opening, if a restriction has removed a branch since. */
  @Column('text', { array: true, nullable: true }) readonly mayDeliverAtOpening?: string[] | null;
  @Column('integer') readonly wave!: number;
  @Column('text') readonly status!: InvitationStatus;
  @Column('timestamptz', { nullable: true }) readonly openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly seenAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly declinedAt!: Date | null;
  @Column('text', { nullable: true }) readonly declineReason!: DeclineReason | null;
  @Column('text', { nullable: true }) readonly declineNote!: string | null;
}
