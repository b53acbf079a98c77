import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  DifferenceKind,
  DifferenceOutcome,
  DisputeKind,
  DisputeOutcome,
  Stage,
} from '#contracts/cut-over';

/** A change of the stage of an authority, with what was accepted instead of settled. */
@Entity('stage_change')
export class StageChangeEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly stage!: Stage;
  @Column('timestamptz') readonly changedAt!: Date;
  @Column('uuid') readonly changedBy!: string;
  /** The people with live care at the change, and their minutes a week. */
  @Column('integer') readonly people!: number;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('integer') readonly listsAccepted!: number;
  @Column('integer') readonly disputesAccepted!: number;
  @Column('integer') readonly differencesAccepted!: number;
}

/** The list of the people of one branch, which its provider was asked to confirm. */
@Entity('care_list')
export class CareListEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('timestamptz') readonly askedAt!: Date;
  @Column('uuid') readonly askedBy!: string;
  @Column('timestamptz') readonly dueAt!: Date;
}

/** A confirmation of a list by its provider, or a commissioner's reason to go on without one. */
@Entity('care_list_answer')
export class CareListAnswerEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly careListId!: string;
  @Column('text') readonly branchId!: string;
  /** The content that was answered. Other content needs another answer. */
  @Column('text') readonly digest!: string;
  @Column('integer') readonly people!: number;
  @Column('integer') readonly weeklyMinutes!: number;
  @Column('timestamptz') readonly answeredAt!: Date;
  @Column('uuid') readonly answeredBy!: string;
  /** Null for a commissioner. */
  @Column('text', { nullable: true }) readonly providerId!: string | null;
  @Column('text', { nullable: true }) readonly reason!: string | null;
}

/** What a provider says is wrong on a list. */
@Entity('care_dispute')
export class CareDisputeEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly careListId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly kind!: DisputeKind;
  @Column('uuid', { nullable: true }) readonly placementId!: string | null;
  @Column('integer', { nullable: true }) readonly claimedMinutes!: number | null;
  @Column('text') readonly note!: string;
  @Column('timestamptz') readonly raisedAt!: Date;
  @Column('uuid') readonly raisedBy!: string;
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('timestamptz') readonly dueAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly settledAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly settledBy!: string | null;
  @Column('text', { nullable: true }) readonly outcome!: DisputeOutcome | null;
  @Column('text', { nullable: true }) readonly answer!: string | null;
}

/** A day on which the council's own figures were compared with the records. */
@Entity('reconciliation')
export class ReconciliationEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('date') readonly day!: string;
  @Column('uuid') readonly madeBy!: string;
  @Column('text', { nullable: true }) readonly totalsName!: string | null;
  @Column('text', { nullable: true, name: 'totals_sha256' }) readonly totalsSha256!: string | null;
  @Column('timestamptz', { nullable: true }) readonly totalsAt!: Date | null;
  @Column('text', { nullable: true }) readonly peopleName!: string | null;
  @Column('text', { nullable: true, name: 'people_sha256' }) readonly peopleSha256!: string | null;
  @Column('timestamptz', { nullable: true }) readonly peopleAt!: Date | null;
}

/** A difference between the council's own figures and the records. */
@Entity('care_difference')
export class CareDifferenceEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly foundIn!: string;
  @Column('uuid') readonly seenIn!: string;
  @Column('text') readonly kind!: DifferenceKind;
  @Column('text') readonly key!: string;
  @Column('text', { nullable: true }) readonly caseNumber!: string | null;
  @Column('text', { nullable: true }) readonly branchHere!: string | null;
  @Column('text', { nullable: true }) readonly branchThere!: string | null;
  @Column('text', { nullable: true }) readonly lotCode!: string | null;
  @Column('integer', { nullable: true }) readonly peopleHere!: number | null;
  @Column('integer', { nullable: true }) readonly peopleThere!: number | null;
  @Column('integer', { nullable: true }) readonly minutesHere!: number | null;
  @Column('integer', { nullable: true }) readonly minutesThere!: number | null;
  @Column('uuid', { nullable: true }) readonly ownerId!: string | null;
  @Column('timestamptz') readonly foundAt!: Date;
  @Column('timestamptz') readonly dueAt!: Date;
  @Column('timestamptz', { nullable: true }) readonly settledAt!: Date | null;
  @Column('uuid', { nullable: true }) readonly settledBy!: string | null;
  @Column('text', { nullable: true }) readonly outcome!: DifferenceOutcome | 'gone' | null;
  @Column('text', { nullable: true }) readonly reason!: string | null;
}
