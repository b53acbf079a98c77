import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Stage } from '#contracts/cut-over';
import type { Urgency } from '#contracts/packages';
import type { AllocationMethod, RatingPolicy } from '#contracts/lots';
import type { Weights } from '#contracts/ranking';

@Entity('authority')
export class AuthorityEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('text', { nullable: true }) readonly gssCode!: string | null;
  @Column('timestamptz') readonly createdAt!: Date;
  /** The number of the authority's newest package, which is part of the package's reference. */
  @Column('integer') readonly packageCount!: number;
  /** True for the demonstration, in which NHS numbers of the test range are allowed. */
  @Column('boolean') readonly isDemonstration!: boolean;
  @Column('timestamptz', { nullable: true }) readonly clocksConfirmedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly clocksConfirmedBy!: string | null;
  /** The public key for which contingency packs are encrypted. Null if none are written. */
  @Column('text', { nullable: true }) readonly contingencyRecipient!: string | null;
  @Column('timestamptz', { nullable: true }) readonly contingencyRecipientAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly contingencyRecipientBy!: string | null;
  /** Nothing is sent to providers before the authority is live (docs/rules.md §7.5). */
  @Column('text') readonly stage!: Stage;
  @Column('timestamptz', { nullable: true }) readonly stageSince!: Date | null;
  @Column('uuid', { nullable: true }) readonly stageBy!: string | null;
}

@Entity('clock_profile')
export class ClockProfileEntity {
  @PrimaryColumn('uuid') readonly authorityId!: string;
  @PrimaryColumn('text') readonly urgency!: Urgency;
  @Column('integer') readonly respondMinutes!: number;
  @Column('integer') readonly startWithinMinutes!: number;
  @Column('boolean') readonly workingHours!: boolean;
  @Column('integer') readonly version!: number;
}

@Entity('lot')
export class LotEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly code!: string;
  @Column('text') readonly name!: string;
  @Column('text', { nullable: true }) readonly districtCode!: string | null;
  @Column('text', { nullable: true }) readonly districtName!: string | null;
  @Column('jsonb', { nullable: true, select: false }) readonly outline!: unknown;
  @Column('text') readonly method!: AllocationMethod;
  @Column('boolean') readonly sealed!: boolean;
  @Column('boolean') readonly ownRankShown!: boolean;
  @Column('integer') readonly tierHeadStartMinutes!: number;
  @Column('integer') readonly cascadeStepMinutes!: number;
  @Column('text') readonly ratingPolicy!: RatingPolicy;
  @Column('jsonb') readonly weights!: Weights;
  @Column('text', { nullable: true }) readonly weightsReason!: string | null;
  @Column('integer') readonly rateFloorPence!: number;
  @Column('integer') readonly rateCeilingPence!: number;
  @Column('integer') readonly version!: number;
}
