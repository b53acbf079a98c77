import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Capability } from '#contracts/needs';
import type { Urgency } from '#contracts/packages';
import type { Visit } from '#contracts/visits';

/** What a package asked for at one of its versions; frozen. */
@Entity('package_version')
export class PackageVersionEntity {
  @PrimaryColumn('uuid') readonly packageId!: string;
  @PrimaryColumn('integer') readonly version!: number;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly urgency!: Urgency;
  @Column('jsonb') readonly visits!: Visit[];
  @Column('text', { array: true }) readonly needs!: Capability[];
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('timestamptz') readonly at!: Date;
  @Column('uuid', { nullable: true }) readonly actorId!: string | null;
}
