import { AuthorityEntity, ClockProfileEntity, LotEntity } from './authority.entity.js';
import { AwardEntity, ContactAttemptEntity } from './award.entity.js';
import { BroadcastEntity, BroadcastWaveEntity, InvitationEntity } from './broadcast.entity.js';
import { AccountLinkEntity, SessionEntity, UserEntity } from './user.entity.js';
import { ConcernEntity, BranchReportEntity } from './report.entity.js';
import { AbsenceEntity, TeamEntity } from './team.entity.js';
import { OfferEntity } from './offer.entity.js';
import { PackageEntity, PackageVersionEntity } from './package.entity.js';
import { PostcodeDistrictEntity } from './postcode-district.entity.js';
import { PersonEntity, PersonExclusionEntity } from './person.entity.js';
import { PlacementEntity, VariationEntity, VariationRequestEntity } from './placement.entity.js';
import {
  BranchEntity,
  CapabilityStatementEntity,
  CapacityEntity,
  ContractEntity,
  ContractCheckEntity,
  ContractRateEntity,
  PlacementRateEntity,
  ProviderEntity,
  RateUpliftEntity,
  RegisterEntryEntity,
  SubcontractEntity,
} from './provider.entity.js';
import {
  CareDifferenceEntity,
  CareDisputeEntity,
  CareListAnswerEntity,
  CareListEntity,
  ReconciliationEntity,
  StageChangeEntity,
} from './cut-over.entity.js';
import { ImportFileEntity } from './import.entity.js';
import { HandBackEntity, ReallocationEntity, ReallocationCaseEntity } from './reallocation.entity.js';
import {
  ContestEntity,
  PermissionEntity,
  RestrictionEntity,
  RestrictionConditionEntity,
} from './restriction.entity.js';

/** The entity classes of all tables, for TypeORM. */
export const ENTITIES = [
  AuthorityEntity,
  ClockProfileEntity,
  LotEntity,
  ProviderEntity,
  BranchEntity,
  RegisterEntryEntity,
  ContractEntity,
  ContractCheckEntity,
  ContractRateEntity,
  PlacementRateEntity,
  RateUpliftEntity,
  SubcontractEntity,
  CapabilityStatementEntity,
  CapacityEntity,
  UserEntity,
  SessionEntity,
  AccountLinkEntity,
  TeamEntity,
  AbsenceEntity,
  PostcodeDistrictEntity,
  PersonEntity,
  PersonExclusionEntity,
  PackageEntity,
  PackageVersionEntity,
  BroadcastEntity,
  BroadcastWaveEntity,
  InvitationEntity,
  OfferEntity,
  AwardEntity,
  ContactAttemptEntity,
  PlacementEntity,
  VariationEntity,
  VariationRequestEntity,
  RestrictionEntity,
  RestrictionConditionEntity,
  PermissionEntity,
  ContestEntity,
  BranchReportEntity,
  ConcernEntity,
  HandBackEntity,
  ReallocationEntity,
  ReallocationCaseEntity,
  CareDifferenceEntity,
  CareDisputeEntity,
  CareListAnswerEntity,
  CareListEntity,
  ReconciliationEntity,
  StageChangeEntity,
  ImportFileEntity,
] as const;
