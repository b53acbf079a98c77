import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CapabilityStatementKind } from '#contracts/capabilities';
import type { CheckKind } from '#contracts/framework';
import type { Capability } from '#contracts/needs';
import type { BranchRatings, RegisterSource } from '#contracts/providers';
import type { Band } from '#contracts/visits';

@Entity('provider')
export class ProviderEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly name!: string;
}

@Entity('branch')
export class BranchEntity {
  @PrimaryColumn('text') readonly id!: string;
  @Column('text') readonly providerId!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly postcode!: string;
  @Column('text') readonly registrationStatus!: 'registered' | 'deregistered';
  @Column('boolean') readonly dormant!: boolean;
  @Column('boolean') readonly personalCare!: boolean;
  @Column('jsonb') readonly ratings!: BranchRatings;
  /** What the branch declares that it can do. */
  @Column('text', { array: true }) readonly capabilities!: Capability[];
  /** The capabilities of these that a council has confirmed since the branch declared them. */
  @Column('text', { array: true }) readonly confirmedCapabilities!: Capability[];
  @Column('text', { nullable: true }) readonly telephone!: string | null;
  @Column('text', { nullable: true }) readonly managerName!: string | null;
  /** When and by whom the manager was recorded. Undefined is stored as null: it is not known. */
  @Column('timestamptz', { nullable: true }) readonly managerRecordedAt?: Date | null;
  @Column('uuid', { nullable: true }) readonly managerRecordedBy?: string | null;
  /** The instant from which the branch may not deliver care. Null if the branch may deliver care. */
  @Column('timestamptz', { nullable: true }) readonly closedAt!: Date | null;
  /** The users who recorded why the branch may not deliver care. Empty if the branch may deliver care. */
  @Column('uuid', { array: true }) readonly closedBy!: string[];
  @Column('integer') readonly version!: number;
}

/** What the register of CQC says of a branch, by its source. Entries never change. */
@Entity('register_entry')
export class RegisterEntryEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly branchId!: string;
  /** The version of the branch that this entry made. The entry with the highest version stands. */
  @Column('integer') readonly version!: number;
  @Column('text') readonly registrationStatus!: 'registered' | 'deregistered';
  @Column('boolean') readonly dormant!: boolean;
  @Column('boolean') readonly personalCare!: boolean;
  @Column('jsonb') readonly ratings!: BranchRatings;
  @Column('text') readonly sourceKind!: RegisterSource['kind'];
  @Column('text') readonly reference!: string;
  @Column('date') readonly publishedOn!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid') readonly recordedBy!: string;
  @Column('uuid') readonly recordedByAuthorityId!: string;
}

/** What a branch declares or withdraws, or what a council answers. Never changes. */
@Entity('capability_statement')
export class CapabilityStatementEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly kind!: CapabilityStatementKind;
  @Column('text', { array: true }) readonly capabilities!: Capability[];
  /** The day from which the branch declared or withdrew them, or the day of a council's answer. */
  @Column('date') readonly onDay!: string;
  @Column('text') readonly evidence!: string;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  @Column('timestamptz') readonly recordedAt!: Date;
  /** Null for a statement from before statements were kept. */
  @Column('uuid', { nullable: true }) readonly recordedBy!: string | null;
  /** The council that recorded the statement. Null if the provider did. */
  @Column('uuid', { nullable: true }) readonly recordedByAuthorityId!: string | null;
}

@Entity('contract')
export class ContractEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('uuid') readonly lotId!: string;
  @Column('integer') readonly tier!: number;
  @Column('integer') readonly rankInTier!: number;
  @Column('integer') readonly rateMinPence!: number;
  @Column('integer') readonly rateMaxPence!: number;
  @Column('date') readonly startsOn!: string;
  @Column('date', { nullable: true }) readonly endsOn!: string | null;
  @Column('integer') readonly noticeDays!: number;
  /** The user who sees to the contract. Undefined is stored as null, which means that a commissioner does. */
  @Column('uuid', { nullable: true }) readonly ownerId?: string | null;
  @Column('integer') readonly version!: number;
}

/** A check of a branch before a contract. Only its owner changes: the latest of its kind stands. */
@Entity('contract_check')
export class ContractCheckEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly kind!: CheckKind;
  @Column('boolean') readonly satisfied!: boolean;
  @Column('text') readonly evidence!: string;
  @Column('uuid', { nullable: true }) readonly documentId!: string | null;
  @Column('date') readonly reviewOn!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid') readonly recordedBy!: string;
  /** The user who sees to the next check. */
  @Column('uuid') readonly ownerId!: string;
}

/** A change of rates from a day on, for a set of contracts. May be withdrawn before its day; else it never changes. */
@Entity('rate_uplift')
export class RateUpliftEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('date') readonly fromOn!: string;
  /** The change in hundredths of a percent. Null if a new rate was set. */
  @Column('integer', { nullable: true }) readonly hundredths!: number | null;
  @Column('integer', { nullable: true }) readonly newRatePence!: number | null;
  @Column('text') readonly reason!: string;
  @Column('timestamptz') readonly recordedAt!: Date;
  @Column('uuid') readonly recordedBy!: string;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt?: Date | null;
  @Column('uuid', { nullable: true }) readonly withdrawnBy?: string | null;
  @Column('text', { nullable: true }) readonly withdrawReason?: string | null;
}

/** The rates of a contract from a day on. The latest row that has begun and was not withdrawn applies. */
@Entity('contract_rate')
export class ContractRateEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly contractId!: string;
  /** Null if the rates were changed on the contract itself. */
  @Column('uuid', { nullable: true }) readonly upliftId!: string | null;
  @Column('date') readonly fromOn!: string;
  @Column('integer') readonly rateMinPence!: number;
  @Column('integer') readonly rateMaxPence!: number;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt?: Date | null;
}

/** The hourly rate of a placement from a day on. The latest row that has begun and was not withdrawn applies. */
@Entity('placement_rate')
export class PlacementRateEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('uuid') readonly placementId!: string;
  @Column('uuid') readonly upliftId!: string;
  @Column('date') readonly fromOn!: string;
  @Column('integer') readonly hourlyRatePence!: number;
  @Column('timestamptz', { nullable: true }) readonly withdrawnAt?: Date | null;
}

@Entity('subcontract')
export class SubcontractEntity {
  @PrimaryColumn('uuid') readonly id!: string;
  @Column('uuid') readonly authorityId!: string;
  @Column('text') readonly branchId!: string;
  @Column('text') readonly deliveringBranchId!: string;
  @Column('uuid') readonly lotId!: string;
  @Column('date') readonly startsOn!: string;
  @Column('date', { nullable: true }) readonly endsOn!: string | null;
  /** The user who sees to the subcontract. Undefined is stored as null, which means that a commissioner does. */
  @Column('uuid', { nullable: true }) readonly ownerId?: string | null;
}

@Entity('capacity')
export class CapacityEntity {
  @PrimaryColumn('uuid') readonly authorityId!: string;
  @PrimaryColumn('text') readonly branchId!: string;
  @PrimaryColumn('uuid') readonly lotId!: string;
  @Column('integer') readonly spareMinutes!: number;
  @Column('text', { array: true }) readonly bands!: Band[];
  @Column('boolean') readonly doubleUps!: boolean;
  @Column('timestamptz') readonly declaredAt!: Date;
  @Column('integer') readonly version!: number;
}
