import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Check } from '#contracts/eligibility';
import type { VariationRequestStatus } from '#contracts/variations';
import type { Visit } from '#contracts/visits';

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
  /** Null where the authority itself asked. */
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
