import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Band } from '#contracts/visits';

@Entity('capacity')
export class CapacityEntity {
  @PrimaryColumn('uuid') readonly authorityId!: string;
  @PrimaryColumn('text') readonly branchId!: string;
  @PrimaryColumn('uuid') readonly lotId!: string;
  @Column('integer') readonly spareMinutes!: number;
  @Column('text', { array: true }) readonly bands!: Band[];
  @Column('boolean') readonly doubleUps!: boolean;
  @Column('timestamptz') readonly declaredAt!: Date;
  @Column('integer') readonly version!: number;
}
