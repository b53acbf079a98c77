import { EventLog1795000000000 } from './1795000000000-event-log.js';
import { AuthoritiesAndUsers1795000001000 } from './1795000001000-authorities-and-users.js';
import { ContractsAndCapacity1795000002000 } from './1795000002000-contracts-and-capacity.js';
import { PeopleAndPackages1795000003000 } from './1795000003000-people-and-packages.js';
import { BroadcastsAndOffers1795000004000 } from './1795000004000-broadcasts-and-offers.js';
import { PlacementsAndRestrictions1795000005000 } from './1795000005000-placements-and-restrictions.js';
import { Reallocations1795000006000 } from './1795000006000-reallocations.js';
import { NoticesDocumentsAndReports1795000007000 } from './1795000007000-notices-documents-and-reports.js';
import { VariationRequests1795000008000 } from './1795000008000-variation-requests.js';
import { SharedFacts1795000009000 } from './1795000009000-shared-facts.js';
import { Feed1795000010000 } from './1795000010000-feed.js';
import { RequestIds1795000011000 } from './1795000011000-request-ids.js';
import { LighterLog1795000012000 } from './1795000012000-lighter-log.js';
import { SettledLog1795000013000 } from './1795000013000-settled-log.js';
import { AwardsOfABroadcast1795000014000 } from './1795000014000-awards-of-a-broadcast.js';
import { OwnLog1795000015000 } from './1795000015000-own-log.js';
import { ClosedConcerns1795000020000 } from './1795000020000-closed-concerns.js';
import { AccountLinks1795000025000 } from './1795000025000-account-links.js';
import { ProvidersAccountEvents1795000026000 } from './1795000026000-providers-account-events.js';
import { Purge1795000035000 } from './1795000035000-purge.js';
import { ExpiredDocuments1795000036000 } from './1795000036000-expired-documents.js';
import { RuntimeRoles1795000040000 } from './1795000040000-runtime-roles.js';
import { Tenants1795000041000 } from './1795000041000-tenants.js';
import { ProofOfDecisions1795000045000 } from './1795000045000-proof-of-decisions.js';
import { PositionsAtInsert1795000050000 } from './1795000050000-positions-at-insert.js';
import { SealedAnswers1795000055000 } from './1795000055000-sealed-answers.js';
import { ClosedBy1795000060000 } from './1795000060000-closed-by.js';
import { Contests1795000061000 } from './1795000061000-contests.js';
import { RegisterSources1795000065000 } from './1795000065000-register-sources.js';
import { EarlyClosings1795000066000 } from './1795000066000-early-closings.js';
import { InvitationFacts1795000070000 } from './1795000070000-invitation-facts.js';
import { ContactAttempts1795000073000 } from './1795000073000-contact-attempts.js';
import { OneRecordOfAPerson1795000078000 } from './1795000078000-one-record-of-a-person.js';
import { SetUpChecks1795000079000 } from './1795000079000-set-up-checks.js';
import { StopReasons1795000085000 } from './1795000085000-stop-reasons.js';
import { ContractOwnersAndRates1795000086000 } from './1795000086000-contract-owners-and-rates.js';
import { ContractChecks1795000087000 } from './1795000087000-contract-checks.js';
import { Imports1795000090000 } from './1795000090000-imports.js';
import { ImportsTakenBack1795000091000 } from './1795000091000-imports-taken-back.js';
import { Retention1795000095000 } from './1795000095000-retention.js';
import { ContingencyPacks1795000096000 } from './1795000096000-contingency-packs.js';
import { RegisterCorrections1795000098000 } from './1795000098000-register-corrections.js';
import { MergedPeople1795000099000 } from './1795000099000-merged-people.js';
import { InvitationFactsOfATenant1795000099500 } from './1795000099500-invitation-facts-of-a-tenant.js';
import { LinkRequests1795000101000 } from './1795000101000-link-requests.js';
import { BranchLimitsOfTenants1795000100000 } from './1795000100000-branch-limits.js';
import { TeamsAndAbsences1795000104000 } from './1795000104000-teams-and-absences.js';
import { OwnersOfReports1795000105000 } from './1795000105000-owners-of-reports.js';
import { EventsOfOwners1795000106000 } from './1795000106000-events-of-owners.js';
import { CutOver1795000108000 } from './1795000108000-cut-over.js';
import { DeliverersAtOpening1795000109000 } from './1795000109000-deliverers-at-opening.js';
import { CapabilityStatements1795000110000 } from './1795000110000-capability-statements.js';
import { OwnersAndWithdrawnUplifts1795000111000 } from './1795000111000-owners-and-withdrawn-uplifts.js';
import { DistinctionsThatStay1795000112000 } from './1795000112000-distinctions-that-stay.js';
import { LogToldBefore1795000120000 } from './1795000120000-log-told-before.js';
import { CareOfLiveAuthorities1795000121000 } from './1795000121000-care-of-live-authorities.js';
import { Messages1795000130000 } from './1795000130000-messages.js';
import { MachineKeys1795000140000 } from './1795000140000-machine-keys.js';
import { Webhooks1795000150000 } from './1795000150000-webhooks.js';
import { PostcodeDistricts1795000160000 } from './1795000160000-postcode-districts.js';
import { SeenMessages1795000180000 } from './1795000180000-seen-messages.js';
import { ReasonsForBidders1795000190000 } from './1795000190000-reasons-for-bidders.js';
import { MessagesOfABroadcast1795000191000 } from './1795000191000-messages-of-a-broadcast.js';

/** All migrations, oldest first. TypeORM runs only migrations in this list. */
export const MIGRATIONS = [
  EventLog1795000000000,
  AuthoritiesAndUsers1795000001000,
  ContractsAndCapacity1795000002000,
  PeopleAndPackages1795000003000,
  BroadcastsAndOffers1795000004000,
  PlacementsAndRestrictions1795000005000,
  Reallocations1795000006000,
  NoticesDocumentsAndReports1795000007000,
  VariationRequests1795000008000,
  SharedFacts1795000009000,
  Feed1795000010000,
  RequestIds1795000011000,
  LighterLog1795000012000,
  SettledLog1795000013000,
  AwardsOfABroadcast1795000014000,
  OwnLog1795000015000,
  ClosedConcerns1795000020000,
  AccountLinks1795000025000,
  ProvidersAccountEvents1795000026000,
  Purge1795000035000,
  ExpiredDocuments1795000036000,
  RuntimeRoles1795000040000,
  Tenants1795000041000,
  ProofOfDecisions1795000045000,
  PositionsAtInsert1795000050000,
  SealedAnswers1795000055000,
  ClosedBy1795000060000,
  Contests1795000061000,
  RegisterSources1795000065000,
  EarlyClosings1795000066000,
  InvitationFacts1795000070000,
  ContactAttempts1795000073000,
  OneRecordOfAPerson1795000078000,
  SetUpChecks1795000079000,
  StopReasons1795000085000,
  ContractOwnersAndRates1795000086000,
  ContractChecks1795000087000,
  Imports1795000090000,
  ImportsTakenBack1795000091000,
  Retention1795000095000,
  ContingencyPacks1795000096000,
  RegisterCorrections1795000098000,
  MergedPeople1795000099000,
  InvitationFactsOfATenant1795000099500,
  BranchLimitsOfTenants1795000100000,
  LinkRequests1795000101000,
  TeamsAndAbsences1795000104000,
  OwnersOfReports1795000105000,
  EventsOfOwners1795000106000,
  CutOver1795000108000,
  DeliverersAtOpening1795000109000,
  CapabilityStatements1795000110000,
  OwnersAndWithdrawnUplifts1795000111000,
  DistinctionsThatStay1795000112000,
  LogToldBefore1795000120000,
  CareOfLiveAuthorities1795000121000,
  Messages1795000130000,
  MachineKeys1795000140000,
  Webhooks1795000150000,
  PostcodeDistricts1795000160000,
  SeenMessages1795000180000,
  ReasonsForBidders1795000190000,
  MessagesOfABroadcast1795000191000,
] as const;

/** The names of all migrations, as the table `migrations` of a database has them. */
export const MIGRATION_NAMES = MIGRATIONS.map(({ name }) => name);
