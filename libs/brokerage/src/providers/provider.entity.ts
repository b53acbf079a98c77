import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('provider')
export class ProviderEntity {
  /** The CQC provider id. */
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly name!: string;
}
