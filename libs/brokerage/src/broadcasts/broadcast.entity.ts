import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BroadcastStatus, CloseCause } from '#contracts/broadcasts';
import type { AllocationMethod, RatingPolicy } from '#contracts/lots';
import type { Weights } from '#contracts/ranking';

/** One round of asking, with the lot's settings as they were when it opened. */
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
  @Column('timestamptz', { nullable: true }) readonly closedAt!: Date | null;
  @Column('text', { nullable: true }) readonly closeCause!: CloseCause | null;
  @Column('text', { nullable: true }) readonly closeReason!: string | null;
  @Column('integer') readonly version!: number;
}
