import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DeclineReason, InvitationStatus } from '#contracts/broadcasts';

@Entity('invitation')
export class InvitationEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly broadcastId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly providerId!: string;
  @Column('uuid') readonly contractId!: string;
  /** The branches that were eligible to deliver when it was decided: itself or its subcontractors. */
  @Column('text', { array: true }) readonly mayDeliver!: string[];
  @Column('integer') readonly wave!: number;
  @Column('text') readonly status!: InvitationStatus;
  @Column('timestamptz', { nullable: true }) readonly openedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly seenAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly declinedAt!: Date | null;
  @Column('text', { nullable: true }) readonly declineReason!: DeclineReason | null;
  @Column('text', { nullable: true }) readonly declineNote!: string | null;
}
