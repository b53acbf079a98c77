import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The personal details of a person who receives care. Only `people/steps/read-person.ts` reads them for a
 * user, and it records each read.
 */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly reference!: string;
  @Column('text') readonly givenName!: string;
  @Column('text') readonly familyName!: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Null if not known. */
  @Column('text', { nullable: true }) readonly bornOn!: string | null;
  @Column('text', { nullable: true }) readonly nhsNumber!: string | null;
  @Column('text', { array: true }) readonly addressLines!: string[];
  @Column('text') readonly postcode!: string;
  @Column('boolean') readonly livesAlone!: boolean;
  @Column('timestamptz') readonly createdAt!: Date;
  @Column('integer') readonly version!: number;
  /** The record that this record was merged into. Null for a record that stands. */
  @Column('uuid', { nullable: true }) readonly mergedIntoId!: string | null;
  @Column('timestamptz', { nullable: true }) readonly mergedAt?: Date | null;
  @Column('uuid', { nullable: true }) readonly mergedBy?: string | null;
}

@Entity('person_exclusion')
export class PersonExclusionEntity {
  @PrimaryColumn('uuid') readonly authorityId!: string;
  @PrimaryColumn('uuid') readonly personId!: string;
  @PrimaryColumn('text') readonly branchId!: string;
  @Column('text') readonly reason!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid') readonly recordedBy!: string;
}
