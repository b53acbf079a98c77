import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('authority')
export class AuthorityEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly name!: string;
  @Column('text', { nullable: true }) readonly gssCode!: string | null;
  @Column('timestamptz') readonly createdAt!: Date;
  /** The last package reference given out. */
  @Column('integer') readonly packageCount!: number;
}
