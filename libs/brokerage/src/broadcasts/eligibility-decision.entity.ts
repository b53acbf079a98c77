import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Check } from '#contracts/eligibility';

/** The frozen decision for one contracted branch and one that may deliver for it, and the facts it rests on. */
@Entity('eligibility_decision')
export class EligibilityDecisionEntity {
  @Column('uuid') readonly authorityId!: string;
  @PrimaryColumn('uuid') readonly broadcastId!: string;
  @PrimaryColumn('text') readonly branchId!: string;
  @PrimaryColumn('text') readonly deliveringBranchId!: string;
  @Column('boolean') readonly eligible!: boolean;
  @Column('integer', { nullable: true }) readonly tier!: number | null;
  @Column('jsonb') readonly checks!: readonly Check[];
  @Column('jsonb') readonly facts!: unknown;
  @Column('timestamptz') readonly decidedAt!: Date;
}
