import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Capability } from '#contracts/needs';
import type { BranchRatings } from '#contracts/providers';

@Entity('branch')
export class BranchEntity {
  /** The CQC location id. */
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly providerId!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly postcode!: string;
  @Column('text') readonly registrationStatus!: 'registered' | 'deregistered';
  @Column('boolean') readonly dormant!: boolean;
  @Column('boolean') readonly personalCare!: boolean;
  @Column('jsonb') readonly ratings!: BranchRatings;
  @Column('text', { array: true }) readonly capabilities!: Capability[];
  /** Since when it has not been registered for personal care, or dormant. */
  @Column('timestamptz', { nullable: true }) readonly closedAt!: Date | null;
  @Column('integer') readonly version!: number;
}
