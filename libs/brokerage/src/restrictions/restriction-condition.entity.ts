import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConditionKind, GrowthBasis } from '#contracts/restrictions';

@Entity('restriction_condition')
export class RestrictionConditionEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly restrictionId!: string;
  @Column('text') readonly kind!: ConditionKind;
  @Column('integer', { nullable: true }) readonly limitMinutes!: number | null;
  @Column('text', { nullable: true }) readonly basis!: GrowthBasis | null;
  @Column('integer', { nullable: true }) readonly capMinutes!: number | null;
  @Column('integer', { nullable: true }) readonly everyDays!: number | null;
  /** When an amendment took it out; it binds no longer, and permissions still refer to it. */
  @Column('timestamptz', { nullable: true }) readonly removedAt!: Date | null;
}
