import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('team')
export class TeamEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly name!: string;
  @Column('timestamptz') readonly createdAt!: Date;
  @Column('integer') readonly version!: number;
}

/** An absence of an officer or commissioner, with the colleague who covers. Both days count, in London. */
@Entity('absence')
export class AbsenceEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly userId!: string;
  @Column('uuid') readonly deputyId!: string;
  @Column('date') readonly firstOn!: string;
  @Column('date') readonly lastOn!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid') readonly recordedBy!: string;
  /** When the absence was ended early, or when no colleague could cover any more. Null otherwise. */
  @Column('timestamptz', { nullable: true }) readonly endedAt!: Date | null;
}
