/**
 * What a migration locks while it runs, of the tables that were there before: `all` means that reads and writes of the
 * table wait, `writes` that only writes wait. A migration that must wait for a lock for three seconds ends, and changes
 * nothing. A test compares the list with the locks that PostgreSQL gives.
 */
export interface MigrationLocks {
  readonly all: readonly string[];
  readonly writes: readonly string[];
}

export const MIGRATION_LOCKS: Readonly<Record<string, MigrationLocks>> = {
  ContractsAndCapacity1795000002000: { all: [], writes: ['authority', 'branch', 'lot'] },
  PeopleAndPackages1795000003000: { all: [], writes: ['app_user', 'authority', 'branch', 'lot'] },
  BroadcastsAndOffers1795000004000: {
    all: [],
    writes: [
      'app_user',
      'authority',
      'branch',
      'contract',
      'lot',
      'package',
      'package_version',
      'person',
      'provider',
    ],
  },
  PlacementsAndRestrictions1795000005000: {
    all: [],
    writes: ['app_user', 'authority', 'award', 'branch', 'lot', 'package', 'person'],
  },
  Reallocations1795000006000: {
    all: ['branch'],
    writes: ['app_user', 'authority', 'award', 'package', 'person', 'placement', 'restriction'],
  },
  NoticesDocumentsAndReports1795000007000: {
    all: ['concern', 'permission', 'restriction', 'restriction_condition'],
    writes: ['app_user', 'authority', 'branch', 'provider'],
  },
  VariationRequests1795000008000: {
    all: ['award', 'permission', 'placement'],
    writes: ['app_user', 'authority', 'branch', 'package', 'provider', 'variation'],
  },
  SharedFacts1795000009000: { all: [], writes: ['broadcast'] },
  Feed1795000010000: { all: [], writes: ['event'] },
  RequestIds1795000011000: { all: ['event'], writes: [] },
  LighterLog1795000012000: { all: ['event'], writes: [] },
  SettledLog1795000013000: { all: [], writes: ['event'] },
  ClosedConcerns1795000020000: { all: ['concern'], writes: [] },
  AccountLinks1795000025000: { all: ['app_user'], writes: [] },
  ProvidersAccountEvents1795000026000: { all: [], writes: ['event'] },
  Purge1795000035000: { all: [], writes: ['account_link', 'session', 'sign_in_address', 'sign_in_attempt'] },
  ExpiredDocuments1795000036000: {
    all: ['document'],
    writes: ['permission', 'restriction', 'restriction_version'],
  },
  Tenants1795000041000: {
    all: [
      'account_link',
      'app_user',
      'authority',
      'award',
      'branch_quality',
      'branch_report',
      'broadcast',
      'broadcast_extension',
      'broadcast_facts',
      'broadcast_wave',
      'capacity',
      'clock_profile',
      'concern',
      'contract',
      'document',
      'eligibility_decision',
      'event',
      'event_provider',
      'hand_back',
      'invitation',
      'lot',
      'lot_area',
      'offer',
      'offer_version',
      'package',
      'package_version',
      'permission',
      'person',
      'person_exclusion',
      'person_read',
      'placement',
      'placement_size',
      'reallocation',
      'reallocation_case',
      'reallocation_untouched',
      'request_key',
      'restriction',
      'restriction_condition',
      'restriction_lot',
      'restriction_version',
      'session',
      'sign_in_address',
      'subcontract',
      'variation',
      'variation_request',
    ],
    writes: [],
  },
  ProofOfDecisions1795000045000: { all: ['event_seal'], writes: [] },
  PositionsAtInsert1795000050000: { all: ['event'], writes: [] },
  SealedAnswers1795000055000: { all: ['broadcast'], writes: [] },
  ClosedBy1795000060000: { all: ['branch'], writes: [] },
  Contests1795000061000: {
    all: ['document', 'event'],
    writes: ['app_user', 'authority', 'provider', 'restriction'],
  },
  RegisterSources1795000065000: { all: [], writes: ['app_user', 'authority', 'branch'] },
  EarlyClosings1795000066000: { all: ['broadcast'], writes: ['app_user'] },
  ContactAttempts1795000073000: { all: ['branch'], writes: ['app_user', 'authority', 'award'] },
  OneRecordOfAPerson1795000078000: { all: ['authority', 'person'], writes: ['app_user'] },
  SetUpChecks1795000079000: { all: ['authority'], writes: ['app_user'] },
  StopReasons1795000085000: { all: ['reallocation'], writes: [] },
  ContractOwnersAndRates1795000086000: {
    all: ['contract', 'subcontract'],
    writes: ['app_user', 'authority', 'placement'],
  },
  ContractChecks1795000087000: { all: [], writes: ['app_user', 'authority', 'branch', 'document'] },
  Imports1795000090000: { all: ['concern'], writes: ['app_user', 'authority', 'restriction_condition'] },
  ImportsTakenBack1795000091000: {
    all: ['package_version', 'person', 'person_read', 'placement_size'],
    writes: [],
  },
  Retention1795000095000: { all: ['person_search'], writes: [] },
  ContingencyPacks1795000096000: { all: ['authority', 'event'], writes: ['app_user'] },
  RegisterCorrections1795000098000: { all: ['register_entry'], writes: [] },
  CutOver1795000108000: { all: ['authority'], writes: ['app_user', 'branch', 'provider'] },
  MergedPeople1795000099000: { all: ['award', 'permission', 'person', 'placement'], writes: ['app_user'] },
  BranchLimitsOfTenants1795000100000: {
    all: ['document', 'invitation', 'offer', 'restriction', 'restriction_contest'],
    writes: ['app_user', 'branch', 'provider'],
  },
  LinkRequests1795000101000: { all: ['account_link'], writes: ['app_user'] },
  TeamsAndAbsences1795000104000: { all: [], writes: ['app_user', 'authority'] },
  OwnersOfReports1795000105000: { all: ['branch_report'], writes: ['app_user'] },
  DeliverersAtOpening1795000109000: { all: ['invitation'], writes: [] },
  CapabilityStatements1795000110000: { all: ['branch'], writes: ['app_user', 'authority', 'document'] },
  OwnersAndWithdrawnUplifts1795000111000: {
    all: ['contract_check', 'contract_rate', 'placement_rate', 'rate_uplift'],
    writes: ['app_user'],
  },
  CareOfLiveAuthorities1795000121000: {
    all: ['award', 'hand_back', 'package', 'package_version', 'variation_request'],
    writes: [],
  },
  Messages1795000130000: { all: [], writes: ['app_user', 'authority', 'provider'] },
  MachineKeys1795000140000: { all: ['session'], writes: [] },
  MessagesOfABroadcast1795000191000: { all: [], writes: ['message'] },
  ReasonsForBidders1795000190000: { all: ['award'], writes: [] },
  Webhooks1795000150000: { all: ['event'], writes: ['app_user', 'authority', 'provider'] },
  SeenMessages1795000180000: { all: [], writes: ['message'] },
  PostcodeDistricts1795000160000: { all: ['import_file'], writes: [] },
};

/** Says in a sentence what a migration locks. */
export function locksInWords(name: string): string {
  const { all, writes } = MIGRATION_LOCKS[name] ?? { all: [], writes: [] };
  const parts = [
    ...(all.length > 0 ? [`nothing reads or writes ${all.join(', ')}`] : []),
    ...(writes.length > 0 ? [`nothing writes ${writes.join(', ')}`] : []),
  ];
  return parts.length > 0 ? `${name}: while it runs, ${parts.join(', and ')}` : `${name}: locks no table`;
}
