import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportKind, ImportStatus } from '#contracts/imports';

/** A file that was uploaded to be imported, and what became of it. */
@Entity('import_file')
export class ImportFileEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly kind!: ImportKind;
  @Column('text') readonly name!: string;
  @Column('integer') readonly byteSize!: number;
  @Column('text') readonly sha256!: string;
  @Column('text') readonly format!: string;
  @Column('text', { array: true }) readonly ignoredColumns!: string[];
  @Column('date', { nullable: true }) readonly producedOn!: string | null;
  @Column('integer') readonly rowCount!: number;
  @Column('text') readonly status!: ImportStatus;
  /** The number of the last row that the present step has dealt with. */
  @Column('integer') readonly cursor!: number;
  @Column('integer') readonly doneRows!: number;
  @Column('integer') readonly toDoRows!: number;
  @Column('uuid') readonly uploadedBy!: string;
  @Column('timestamptz') readonly uploadedAt!: Date;
  /** The instant of the last batch. */
  @Column('timestamptz') readonly movedAt!: Date;
  @Column('uuid', { nullable: true }) readonly startedBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) readonly finishedAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly takenBackBy!: string | null;
  @Column('timestamptz', { nullable: true }) readonly takenBackAt!: Date | null;
}
