import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('broadcast_wave')
export class BroadcastWaveEntity {
  @PrimaryColumn('uuid') readonly broadcastId!: string;
  @PrimaryColumn('integer') readonly number!: number;
  @Column('timestamptz') readonly opensAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly openedAt!: Date | null;
}
