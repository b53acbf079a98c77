import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('contract')
export class ContractEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('uuid') readonly lotId!: string;
  @Column('integer') readonly tier!: number;
  @Column('integer') readonly rankInTier!: number;
  @Column('integer') readonly rateMinPence!: number;
  @Column('integer') readonly rateMaxPence!: number;
  @Column('date') readonly startsOn!: string;
  @Column('date', { nullable: true }) readonly endsOn!: string | null;
  @Column('integer') readonly noticeDays!: number;
  @Column('integer') readonly version!: number;
}
