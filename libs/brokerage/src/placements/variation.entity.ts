import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Check } from '#contracts/eligibility';
import type { Visit } from '#contracts/visits';

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
