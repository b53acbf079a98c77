import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConcernKind } from '#contracts/placements';

@Entity('concern')
export class ConcernEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly kind!: ConcernKind;
  @Column('uuid', { nullable: true }) readonly packageId!: string | null;
  @Column('uuid', { nullable: true }) readonly awardId!: string | null;
  @Column('uuid', { nullable: true }) readonly reportId!: string | null;
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('timestamptz') readonly at!: Date;
}
