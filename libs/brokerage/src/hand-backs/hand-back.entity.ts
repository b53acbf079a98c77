import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A provider gives up what one branch does for one authority, with notice. */
@Entity('hand_back')
export class HandBackEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  /** All lots when empty. */
  @Column('uuid', { array: true }) readonly lotIds!: string[];
  @Column('integer') readonly noticeDays!: number;
  @Column('integer') readonly contractNoticeDays!: number;
  /** The last day on which the branch delivers. */
  @Column('date') readonly leavesOn!: string;
  @Column('text') readonly reason!: string;
  @Column('uuid') readonly restrictionId!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid', { nullable: true }) readonly recordedBy!: string | null;
}
