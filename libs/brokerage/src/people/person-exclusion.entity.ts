import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('person_exclusion')
export class PersonExclusionEntity {
  @PrimaryColumn('uuid') readonly authorityId!: string;
  @PrimaryColumn('uuid') readonly personId!: string;
  @PrimaryColumn('text') readonly branchId!: string;
  @Column('text') readonly reason!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid') readonly recordedBy!: string;
}
