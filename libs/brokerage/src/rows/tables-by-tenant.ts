/**
 * The tenants to which the rows of a table belong.
 *
 * - `tenant`: each row belongs to an authority, a provider or a user. Row-level security is forced. A request
 *   reads the rows of its own tenant, and a provider also those that name it.
 * - `shared`: facts on which all tenants rely, such as the CQC register. A request may read all of them.
 * - `across`: only the readers over all tenants may read the table.
 */
export type Holding = 'tenant' | 'shared' | 'across';

interface TableRights {
  readonly holds: Holding;
  /** What requests and acts may do besides reading. */
  readonly writes: readonly ('INSERT' | 'UPDATE' | 'DELETE')[];
}

/** Rows that are inserted and never changed. */
const appendOnly = { holds: 'tenant', writes: ['INSERT'] } as const;
/** Rows that are inserted and changed, and never deleted by a request. */
const kept = { holds: 'tenant', writes: ['INSERT', 'UPDATE'] } as const;
const replaceable = { holds: 'tenant', writes: ['INSERT', 'UPDATE', 'DELETE'] } as const;
const across = { holds: 'across', writes: [] } as const;

/**
 * Lists every table of the schema, with the tenants of its rows. A test compares this list with the catalogue of the
 * database: owner, rights, forced row-level security and policies.
 */
export const TABLES_BY_TENANT: Readonly<Record<string, TableRights>> = {
  absence: kept,
  account_link: kept,
  app_user: kept,
  // An outcome that names a row of another authority is shortened by the query.
  audit_check: { holds: 'shared', writes: [] },
  audit_head: { holds: 'shared', writes: [] },
  authority: kept,
  award: kept,
  branch: { holds: 'shared', writes: ['INSERT', 'UPDATE'] },
  branch_quality: kept,
  branch_report: kept,
  broadcast: kept,
  broadcast_extension: appendOnly,
  broadcast_facts: appendOnly,
  broadcast_wave: kept,
  capacity: kept,
  // What branches say of themselves and what councils answer. All tenants rely on it.
  capability_statement: { holds: 'shared', writes: ['INSERT'] },
  care_difference: kept,
  care_dispute: kept,
  care_list: appendOnly,
  care_list_answer: appendOnly,
  clock_profile: kept,
  concern: kept,
  contact_attempt: appendOnly,
  // Only the worker writes packs, over all tenants.
  contingency_pack: { holds: 'tenant', writes: [] },
  contract: kept,
  contract_check: appendOnly,
  contract_rate: appendOnly,
  // A salt says nothing without the digest, which is in an event.
  digest_salt: { holds: 'shared', writes: ['INSERT'] },
  document: appendOnly,
  eligibility_decision: appendOnly,
  event: appendOnly,
  event_provider: appendOnly,
  event_seal: { holds: 'shared', writes: [] },
  hand_back: kept,
  import_file: kept,
  import_row: kept,
  imported_record: appendOnly,
  invitation: kept,
  link_request: replaceable,
  log_reader: across,
  lot: kept,
  lot_area: replaceable,
  // Only the worker decides and sends messages, over all tenants.
  message: { holds: 'tenant', writes: [] },
  message_attempt: { holds: 'tenant', writes: [] },
  message_seen: appendOnly,
  migrations: { holds: 'shared', writes: [] },
  offer: kept,
  offer_version: appendOnly,
  package: kept,
  package_version: appendOnly,
  permission: kept,
  person: kept,
  person_distinction: appendOnly,
  person_exclusion: replaceable,
  person_read: appendOnly,
  person_search: appendOnly,
  placement: kept,
  placement_rate: appendOnly,
  placement_size: appendOnly,
  postcode_district: { holds: 'shared', writes: ['INSERT'] },
  provider: { holds: 'shared', writes: ['INSERT', 'UPDATE'] },
  rate_uplift: appendOnly,
  reallocation: kept,
  reallocation_case: kept,
  reallocation_untouched: kept,
  reconciliation: kept,
  reconciliation_total: replaceable,
  register_entry: { holds: 'shared', writes: ['INSERT'] },
  request_key: kept,
  restriction: kept,
  restriction_condition: kept,
  restriction_contest: kept,
  restriction_lot: replaceable,
  restriction_version: appendOnly,
  session: kept,
  sign_in_address: replaceable,
  sign_in_attempt: { holds: 'shared', writes: ['INSERT', 'UPDATE', 'DELETE'] },
  stage_change: appendOnly,
  subcontract: kept,
  user_branch: { holds: 'tenant', writes: ['INSERT', 'DELETE'] },
  team: replaceable,
  // A member is added or removed, never changed.
  team_member: { holds: 'tenant', writes: ['INSERT', 'DELETE'] },
  variation: appendOnly,
  variation_request: kept,
  webhook: kept,
  // Only the worker writes deliveries, over all tenants. A user may ask for one again.
  webhook_delivery: { holds: 'tenant', writes: ['UPDATE'] },
  webhook_secret: kept,
};
