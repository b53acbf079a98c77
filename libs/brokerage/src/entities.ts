import { AuthorityEntity } from './authorities/authority.entity.js';
import { ClockProfileEntity } from './authorities/clock-profile.entity.js';
import { LotEntity } from './authorities/lot.entity.js';
import { AwardEntity } from './awards/award.entity.js';
import { BroadcastEntity } from './broadcasts/broadcast.entity.js';
import { BroadcastWaveEntity } from './broadcasts/broadcast-wave.entity.js';
import { InvitationEntity } from './broadcasts/invitation.entity.js';
import { SessionEntity } from './identity/session.entity.js';
import { UserEntity } from './identity/user.entity.js';
import { ConcernEntity } from './monitoring/concern.entity.js';
import { OfferEntity } from './offers/offer.entity.js';
import { PackageEntity } from './packages/package.entity.js';
import { PackageVersionEntity } from './packages/package-version.entity.js';
import { PersonEntity } from './people/person.entity.js';
import { PersonExclusionEntity } from './people/person-exclusion.entity.js';
import { PlacementEntity } from './placements/placement.entity.js';
import { VariationEntity } from './placements/variation.entity.js';
import { VariationRequestEntity } from './placements/variation-request.entity.js';
import { BranchEntity } from './providers/branch.entity.js';
import { CapacityEntity } from './providers/capacity.entity.js';
import { ContractEntity } from './providers/contract.entity.js';
import { ProviderEntity } from './providers/provider.entity.js';
import { SubcontractEntity } from './providers/subcontract.entity.js';
import { HandBackEntity } from './hand-backs/hand-back.entity.js';
import { ReallocationEntity } from './reallocations/reallocation.entity.js';
import { ReallocationCaseEntity } from './reallocations/reallocation-case.entity.js';
import { BranchReportEntity } from './reports/branch-report.entity.js';
import { PermissionEntity } from './restrictions/permission.entity.js';
import { RestrictionEntity } from './restrictions/restriction.entity.js';
import { RestrictionConditionEntity } from './restrictions/restriction-condition.entity.js';

/** Every row that acts read and write as an object. */
export const ENTITIES = [
  AuthorityEntity,
  ClockProfileEntity,
  LotEntity,
  ProviderEntity,
  BranchEntity,
  ContractEntity,
  SubcontractEntity,
  CapacityEntity,
  UserEntity,
  SessionEntity,
  PersonEntity,
  PersonExclusionEntity,
  PackageEntity,
  PackageVersionEntity,
  BroadcastEntity,
  BroadcastWaveEntity,
  InvitationEntity,
  OfferEntity,
  AwardEntity,
  PlacementEntity,
  VariationEntity,
  VariationRequestEntity,
  RestrictionEntity,
  RestrictionConditionEntity,
  PermissionEntity,
  BranchReportEntity,
  ConcernEntity,
  HandBackEntity,
  ReallocationEntity,
  ReallocationCaseEntity,
] as const;
