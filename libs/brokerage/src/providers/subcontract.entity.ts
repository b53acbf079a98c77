import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('subcontract')
export class SubcontractEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  /** The contracted branch. */
  @Column('text') readonly branchId!: string;
  @Column('text') readonly deliveringBranchId!: string;
  @Column('uuid') readonly lotId!: string;
  @Column('date') readonly startsOn!: string;
  @Column('date', { nullable: true }) readonly endsOn!: string | null;
}
