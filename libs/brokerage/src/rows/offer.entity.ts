import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OfferStatus, VisitTime } from '#contracts/offers';
import type { Score } from '#contracts/ranking';

@Entity('offer')
export class OfferEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly broadcastId!: string;
  @Column('uuid') readonly invitationId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly providerId!: string;
  @Column('text') readonly deliveringBranchId!: string;
  @Column('text') readonly status!: OfferStatus;
  @Column('date') readonly startsOn!: string;
  @Column('integer') readonly hourlyRatePence!: number;
  @Column('jsonb') readonly visitTimes!: readonly VisitTime[];
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('text', { nullable: true }) readonly rateReason!: string | null;
  /**
   * True if the offered rate is outside the lot's lowest and highest rate, or outside the contract's limits.
   */
  @Column('boolean') readonly rateException!: boolean;
  @Column('timestamptz') readonly madeAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly revisedAt!: Date | null;
  @Column('integer') readonly version!: number;
  /** The score of the offer. Null until the broadcast closes and the offers are ranked. */
  @Column('jsonb', { nullable: true }) readonly score!: Score | null;
  @Column('integer', { nullable: true }) readonly rank!: number | null;
}
