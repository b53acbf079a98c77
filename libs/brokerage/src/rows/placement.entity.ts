import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlacementEndReason, PlacementStatus } from '#contracts/placements';
import type { Visit } from '#contracts/visits';
import type { Check } from '#contracts/eligibility';
import type { VariationRequestStatus } from '#contracts/variations';

@Entity('placement')
export class PlacementEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly packageId!: string;
  @Column('uuid') readonly personId!: string;
  /** The person whose record this row was recorded for, if that record was merged into another since. */
  @Column('uuid', { nullable: true }) readonly personAsRecorded?: string | null;
  /**
   * The award that led to this placement. Null for care without an award, such as care that was live before
   * Homeward.
   */
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
  /**
   * The officer's note about why another branch took over the care of this placement. Null without a note.
   */
  @Column('text', { nullable: true }) readonly endNote!: string | null;
  @Column('integer') readonly version!: number;
}

@Entity('variation')
export class VariationEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly placementId!: string;
  @Column('integer') readonly fromMinutes!: number;
  @Column('integer') readonly toMinutes!: number;
  @Column('jsonb') readonly visits!: readonly Visit[];
  @Column('text') readonly reason!: string;
  @Column('jsonb') readonly checks!: readonly Check[];
  @Column('timestamptz') readonly at!: Date;
  @Column('uuid', { nullable: true }) readonly actorId!: string | null;
}

@Entity('variation_request')
export class VariationRequestEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly placementId!: string;
  @Column('uuid') readonly packageId!: string;
  @Column('text') readonly deliveringBranchId!: string;
  @Column('integer') readonly placementVersion!: number;
  @Column('integer') readonly fromMinutes!: number;
  @Column('integer') readonly toMinutes!: number;
  @Column('jsonb') readonly visits!: readonly Visit[];
  @Column('text') readonly reason!: string;
  @Column('jsonb') readonly checks!: readonly Check[];
  @Column('text') readonly status!: VariationRequestStatus;
  /** The provider that made the variation request. Null if the authority made it. */
  @Column('text', { nullable: true }) readonly askedByProviderId!: string | null;
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('timestamptz') readonly dueAt!: Date;
  @Column('timestamptz') readonly requestedAt!: Date;
  @Column('uuid', { nullable: true }) readonly requestedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly decidedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly decidedBy!: string | null;
  @Column('text', { nullable: true }) readonly decisionReason!: string | null;
  @Column('uuid', { nullable: true }) readonly variationId!: string | null;
}
