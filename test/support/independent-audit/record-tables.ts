/**
 * How a field's column becomes JSON: `text` as it is (also numbers, booleans, uuids and JSON), `instant` and `date` as
 * docs/audit.md says.
 */
type Encoding = 'text' | 'instant' | 'date';

/** One part of a record: the table, and each field with its column and encoding. */
export interface PartTable {
  readonly from: string;
  readonly id: string;
  readonly version?: string;
  /** Fields whose column is not their name in snake case, or that are instants or dates. */
  readonly fields: readonly (string | readonly [field: string, column: string, encoding?: Encoding])[];
}

const words = (from: string, ...fields: PartTable['fields']): PartTable => ({ from, id: 't.id', fields });
const at = (field: string, column?: string) => [field, column ?? snake(field), 'instant'] as const;
/** A table whose rows may have moved to another record of the same person. `person_recorded` is the person before. */
const ofPerson = (table: string): string =>
  `(SELECT *, coalesce(person_as_recorded, person_id) AS person_recorded FROM ${table}) t`;
const day = (field: string) => [field, snake(field), 'date'] as const;

export function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The parts of records that are one row, from the table in docs/audit.md. */
export const PART_TABLES: Readonly<Record<string, PartTable>> = {
  'award/award': {
    from: ofPerson('award'),
    id: 't.id',
    // prettier-ignore
    fields: [['awardId', 'id'], 'packageId', ['personId', 'person_recorded'], 'broadcastId', 'offerId', 'branchId', 'deliveringBranchId', 'lotId',
      'weeklyMinutes', 'hourlyRatePence', day('startsOn'), 'checks', at('awardedAt'), 'awardedBy', at('startDueAt')],
  },
  'award/words': words('award t', 'reason'),
  'award_withdrawal/withdrawal': words('award t', ['awardId', 'id'], at('withdrawnAt')),
  'award_withdrawal/words': words('award t', ['reason', 'withdraw_reason']),
  'broadcast/settings': {
    from: 'broadcast t',
    id: 't.id',
    // prettier-ignore
    fields: [['broadcastId', 'id'], 'packageId', 'packageVersion', 'lotId', 'round', 'method', 'sealed', 'ownRankShown',
      'ratingPolicy', 'weights', 'rateFloorPence', 'rateCeilingPence', at('openedAt'), 'openedBy', at('startBy')],
  },
  'contact/contact': words(
    'contact_attempt t',
    ['contactAttemptId', 'id'],
    'awardId',
    'reached',
    at('at'),
    'actorId',
  ),
  'contact/words': words('contact_attempt t', 'note'),
  'cancellation/cancellation': words('broadcast t', ['broadcastId', 'id'], at('closedAt')),
  'cancellation/words': words('broadcast t', ['reason', 'close_reason']),
  'contest/contest': words(
    'restriction_contest t',
    ['contestId', 'id'],
    'restrictionId',
    'authorityId',
    'byAuthorityId',
    'byProviderId',
    'documentId',
    at('contestedAt'),
    'contestedBy',
  ),
  'contest/words': words('restriction_contest t', 'reason'),
  'contest_answer/answer': words(
    'restriction_contest t',
    ['contestId', 'id'],
    'status',
    at('answeredAt'),
    'answeredBy',
  ),
  'contest_answer/words': words('restriction_contest t', 'answer'),
  'decline/decline': words('invitation t', ['invitationId', 'id'], 'branchId', at('declinedAt'), [
    'reason',
    'decline_reason',
  ]),
  'decline/words': words('invitation t', ['note', 'decline_note']),
  'document/document': words(
    "(SELECT *, encode(sha256(content), 'hex') AS calculated FROM document) t",
    ['documentId', 'id'],
    'authorityId',
    'providerId',
    'mediaType',
    'byteSize',
    ['sha256', 'calculated'],
    'uploadedBy',
    at('uploadedAt'),
  ),
  'document/words': words('document t', 'name'),
  'early_closing/closing': words('broadcast t', ['broadcastId', 'id'], at('closedAt'), 'closedEarlyBy'),
  'early_closing/words': words('broadcast t', ['reason', 'early_reason']),
  'extension/extension': {
    from: 'broadcast_extension t',
    id: 't.broadcast_id',
    version: 't.version',
    fields: ['broadcastId', 'version', at('closesAt'), at('at'), 'actorId'],
  },
  'extension/words': {
    from: 'broadcast_extension t',
    id: 't.broadcast_id',
    version: 't.version',
    fields: ['reason'],
  },
  'hand_back/hand_back': words(
    'hand_back t',
    ['handBackId', 'id'],
    'branchId',
    'lotIds',
    'noticeDays',
    'contractNoticeDays',
    day('leavesOn'),
    'restrictionId',
    at('recordedAt'),
    'recordedBy',
  ),
  'hand_back/words': words('hand_back t', 'reason'),
  'lifting/lifting': words('restriction t', ['restrictionId', 'id'], at('liftedAt')),
  'lifting/words': words('restriction t', ['reason', 'lift_reason']),
  'offer/offer': {
    from: `(SELECT v.*, o.broadcast_id, o.invitation_id, o.branch_id, o.provider_id,
                   v.terms - 'note' - 'rateReason' AS without_words
            FROM offer_version v JOIN offer o ON o.id = v.offer_id) t`,
    id: 't.offer_id',
    version: 't.version',
    // prettier-ignore
    fields: ['offerId', 'version', 'broadcastId', 'invitationId', 'branchId', 'providerId', 'status',
      ['terms', 'without_words'], at('at'), 'actorId'],
  },
  'offer/words': {
    from: `(SELECT *, terms->>'note' AS note, terms->>'rateReason' AS rate_reason FROM offer_version) t`,
    id: 't.offer_id',
    version: 't.version',
    fields: ['note', 'rateReason'],
  },
  'package/package': {
    from: 'package_version t',
    id: 't.package_id',
    version: 't.version',
    fields: ['packageId', 'version', 'urgency', 'visits', 'needs', 'weeklyMinutes', at('at'), 'actorId'],
  },
  'package/words': { from: 'package_version t', id: 't.package_id', version: 't.version', fields: ['note'] },
  'permission/permission': words(
    ofPerson('permission'),
    ['permissionId', 'id'],
    'conditionId',
    ['personId', 'person_recorded'],
    'packageId',
    'minutes',
    at('until'),
    'documentId',
    at('recordedAt'),
    'recordedBy',
  ),
  'permission/words': words('permission t', 'reference', 'evidence'),
  'placement/placement': words(
    ofPerson('placement'),
    ['placementId', 'id'],
    'packageId',
    ['personId', 'person_recorded'],
    'awardId',
    'lotId',
    'branchId',
    'deliveringBranchId',
    'hourlyRatePence',
    at('startedAt'),
  ),
  'placement_end/end': words('placement t', ['placementId', 'id'], at('endedAt'), ['reason', 'end_reason']),
  'placement_end/words': words('placement t', ['note', 'end_note']),
  'refusal/refusal': words('variation_request t', ['variationRequestId', 'id'], at('decidedAt'), 'decidedBy'),
  'refusal/words': words('variation_request t', ['reason', 'decision_reason']),
  'approval/approval': words(
    'variation_request t',
    ['variationRequestId', 'id'],
    'variationId',
    at('decidedAt'),
    'decidedBy',
  ),
  'package_withdrawal/withdrawal': words('package t', ['packageId', 'id'], 'status'),
  'package_withdrawal/words': words('package t', ['reason', 'withdraw_reason']),
  'contract_check/check': words(
    'contract_check t',
    ['checkId', 'id'],
    'branchId',
    'kind',
    'satisfied',
    'documentId',
    day('reviewOn'),
    at('recordedAt'),
  ),
  'contract_check/words': words('contract_check t', 'evidence'),
  'rate_uplift/uplift': words(
    'rate_uplift t',
    ['rateUpliftId', 'id'],
    day('fromOn'),
    'hundredths',
    'newRatePence',
    at('recordedAt'),
    'recordedBy',
  ),
  'rate_uplift/words': words('rate_uplift t', 'reason'),
  'case_kept/kept': words(
    'reallocation_case t',
    ['caseId', 'id'],
    'reallocationId',
    'packageId',
    'keepCause',
    at('changedAt'),
  ),
  'case_kept/words': words('reallocation_case t', 'reason'),
  'reallocation_dismissal/dismissal': words(
    'reallocation t',
    ['reallocationId', 'id'],
    'branchId',
    'dismissCause',
    at('dismissedAt'),
  ),
  'reallocation_dismissal/words': words('reallocation t', ['reason', 'dismiss_reason']),
  'reallocation_start/start': words(
    'reallocation t',
    ['reallocationId', 'id'],
    'branchId',
    'cause',
    'restrictionId',
    'handBackId',
    'lotIds',
    at('startedAt'),
    'startedBy',
  ),
  'reallocation_start/words': words('reallocation t', 'reason'),
  'reallocation_stop/stop': words('reallocation t', ['reallocationId', 'id'], 'branchId', 'stopCause'),
  'reallocation_stop/words': words('reallocation t', ['reason', 'stop_reason']),
  'register_entry/entry': words(
    'register_entry t',
    ['registerEntryId', 'id'],
    'branchId',
    'version',
    'registrationStatus',
    'dormant',
    'personalCare',
    'ratings',
    'sourceKind',
    day('publishedOn'),
    at('recordedAt'),
    'recordedBy',
  ),
  'register_entry/words': words('register_entry t', 'reference'),
  'report/report': words(
    'branch_report t',
    ['reportId', 'id'],
    'restrictionId',
    'number',
    at('dueAt'),
    at('receivedAt'),
    'receivedBy',
    'documentId',
  ),
  'report/words': words('branch_report t', 'account'),
  'request/request': words(
    'variation_request t',
    ['variationRequestId', 'id'],
    'placementId',
    'fromMinutes',
    'toMinutes',
    'visits',
    'checks',
    'askedByProviderId',
    at('requestedAt'),
    'requestedBy',
  ),
  'request/words': words('variation_request t', 'reason'),
  'variation/variation': words(
    'variation t',
    ['variationId', 'id'],
    'placementId',
    'fromMinutes',
    'toMinutes',
    'visits',
    'checks',
    at('at'),
    'actorId',
  ),
  'variation/words': words('variation t', 'reason'),
  'wording/wording': {
    from: `(SELECT v.*, r.branch_id, r.source FROM restriction_version v JOIN restriction r ON r.id = v.restriction_id) t`,
    id: 't.restriction_id',
    version: 't.version',
    // prettier-ignore
    fields: ['restrictionId', 'version', 'branchId', 'source', 'documentId', 'ownerId', at('from', 'from_at'),
      at('to', 'to_at'), 'lotIds', 'conditions', at('recordedAt'), 'recordedBy'],
  },
  'wording/words': {
    from: 'restriction_version t',
    id: 't.restriction_id',
    version: 't.version',
    fields: ['reference', 'evidence', 'reason'],
  },
};
