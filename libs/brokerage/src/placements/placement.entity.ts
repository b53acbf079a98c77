import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlacementEndReason, PlacementStatus } from '#contracts/placements';
import type { Visit } from '#contracts/visits';

@Entity('placement')
export class PlacementEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly packageId!: string;
  @Column('uuid') readonly personId!: string;
  /** None for care that was live before Homeward. */
  @Column('uuid', { nullable: true }) readonly awardId!: string | null;
  @Column('uuid') readonly lotId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly deliveringBranchId!: string;
  @Column('text') readonly status!: PlacementStatus;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('integer') readonly hourlyRatePence!: number;
  @Column('jsonb') readonly visits!: readonly Visit[];
  @Column('timestamptz') readonly startedAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly endedAt!: Date | null;
  @Column('text', { nullable: true }) readonly endReason!: PlacementEndReason | null;
  /** The officer's words, where the care goes on with another branch. */
  @Column('text', { nullable: true }) readonly endNote!: string | null;
  @Column('integer') readonly version!: number;
}
