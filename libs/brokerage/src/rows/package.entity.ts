import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Capability } from '#contracts/needs';
import type { NextAction, PackageStatus, Urgency } from '#contracts/packages';
import type { Visit } from '#contracts/visits';

@Entity('package')
export class PackageEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly reference!: string;
  @Column('uuid') readonly personId!: string;
  @Column('uuid') readonly lotId!: string;
  @Column('text') readonly postcodeDistrict!: string;
  @Column('text') readonly postcodeSector!: string;
  @Column('text') readonly status!: PackageStatus;
  @Column('text') readonly urgency!: Urgency;
  @Column('jsonb') readonly visits!: Visit[];
  @Column('text', { array: true }) readonly needs!: Capability[];
  @Column('text', { nullable: true }) readonly note!: string | null;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('timestamptz') readonly createdAt!: Date;
  /**
   * The version of the package's details. It grows by one with each change of the details. A broadcast and
   * its offers refer to one version.
   */
  @Column('integer') readonly version!: number;
  @Column('text', { nullable: true }) readonly withdrawReason!: string | null;
  @Column('text', { nullable: true }) readonly nextAction!: NextAction | null;
  @Column('uuid', { nullable: true }) readonly nextActionOwnerId!: string | null;
  @Column('timestamptz', { nullable: true }) readonly nextActionDueAt!: Date | null;
}

/** The details of a package at one version. Rows never change. */
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
