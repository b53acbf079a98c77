import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Urgency } from '#contracts/packages';

@Entity('clock_profile')
export class ClockProfileEntity {
  @PrimaryColumn('uuid') readonly authorityId!: string;
  @PrimaryColumn('text') readonly urgency!: Urgency;
  @Column('integer') readonly respondMinutes!: number;
  @Column('integer') readonly startWithinMinutes!: number;
  @Column('boolean') readonly workingHours!: boolean;
  @Column('integer') readonly version!: number;
}
