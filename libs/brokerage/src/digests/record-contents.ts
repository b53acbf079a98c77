import type { RecordName } from '#contracts/audit';
import { dateText, instantText } from '#platform/audit/canonical-bytes';
import type { Reader } from '#platform/database/database';

/** The keys of records, split into ids and versions. A record without versions has the version 0. */
export interface Keys {
  readonly ids: readonly string[];
  readonly versions: readonly number[];
}

/** The content of one part of a record, as JSON text. */
export interface StoredPart {
  readonly key: string | null;
  readonly part: string | null;
  readonly content: string | null;
}

type ReadParts = (reader: Reader, keys: Keys) => Promise<StoredPart[]>;

/**
 * The parts of each record that consist of free text only. Their texts and salts may be erased together. The digest
 * then stays, and a verification reports the text as erased.
 */
export const TEXT_PART = 'words';

/**
 * Reads the content that the digests of each record cover, part by part. The field names and the columns are written
 * down in docs/audit.md, because an outside verifier is built from that page. All columns are final: nothing may change
 * them once the record's event is logged.
 */
export const CONTENT_OF: Readonly<Record<RecordName, ReadParts>> = {
  approval: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT q.id::text AS key, 'approval' AS part,
              jsonb_build_object('variationRequestId', q.id, 'variationId', q.variation_id,
                'decidedAt', ${instantText('q.decided_at')}, 'decidedBy', q.decided_by)::text AS content
       FROM variation_request q WHERE q.id = ANY($1::uuid[]) AND q.status = 'approved'`,
      [ids],
    ),
  difference_outcome: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT d.id::text AS key, p.part, p.content FROM care_difference d CROSS JOIN LATERAL (VALUES
         ('outcome', jsonb_build_object('differenceId', d.id, 'kind', d.kind, 'branchHere', d.branch_here,
           'branchThere', d.branch_there, 'minutesHere', d.minutes_here, 'minutesThere', d.minutes_there,
           'outcome', d.outcome, 'settledAt', ${instantText('d.settled_at')}, 'settledBy', d.settled_by)::text),
         ('words', jsonb_build_object('reason', d.reason)::text)) p (part, content)
       WHERE d.id = ANY($1::uuid[]) AND d.settled_by IS NOT NULL`,
      [ids],
    ),
  dispute_answer: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT d.id::text AS key, p.part, p.content FROM care_dispute d CROSS JOIN LATERAL (VALUES
         ('answer', jsonb_build_object('disputeId', d.id, 'careListId', d.care_list_id, 'kind', d.kind,
           'placementId', d.placement_id, 'claimedMinutes', d.claimed_minutes, 'raisedAt', ${instantText('d.raised_at')},
           'outcome', d.outcome, 'settledAt', ${instantText('d.settled_at')}, 'settledBy', d.settled_by)::text),
         ('words', jsonb_build_object('note', d.note, 'answer', d.answer)::text)) p (part, content)
       WHERE d.id = ANY($1::uuid[]) AND d.settled_at IS NOT NULL`,
      [ids],
    ),
  list_answer: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT a.id::text AS key, p.part, p.content FROM care_list_answer a CROSS JOIN LATERAL (VALUES
         ('answer', jsonb_build_object('answerId', a.id, 'careListId', a.care_list_id, 'branchId', a.branch_id,
           'content', a.digest, 'people', a.people, 'weeklyMinutes', a.weekly_minutes,
           'answeredAt', ${instantText('a.answered_at')}, 'answeredBy', a.answered_by, 'providerId', a.provider_id)::text),
         ('words', jsonb_build_object('reason', a.reason)::text)) p (part, content)
       WHERE a.id = ANY($1::uuid[])`,
      [ids],
    ),
  stage_change: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT s.id::text AS key, 'change' AS part,
              jsonb_build_object('stageChangeId', s.id, 'authorityId', s.authority_id, 'stage', s.stage,
                'changedAt', ${instantText('s.changed_at')}, 'changedBy', s.changed_by, 'people', s.people,
                'weeklyMinutes', s.weekly_minutes, 'listsAccepted', s.lists_accepted,
                'disputesAccepted', s.disputes_accepted, 'differencesAccepted', s.differences_accepted)::text AS content
       FROM stage_change s WHERE s.id = ANY($1::uuid[])`,
      [ids],
    ),
  award: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT a.id::text AS key, p.part, p.content FROM award a CROSS JOIN LATERAL (VALUES
         ('award', jsonb_build_object('awardId', a.id, 'packageId', a.package_id, 'personId', coalesce(a.person_as_recorded, a.person_id),
           'broadcastId', a.broadcast_id, 'offerId', a.offer_id, 'branchId', a.branch_id,
           'deliveringBranchId', a.delivering_branch_id, 'lotId', a.lot_id, 'weeklyMinutes', a.weekly_minutes,
           'hourlyRatePence', a.hourly_rate_pence, 'startsOn', ${dateText('a.starts_on')}, 'checks', a.checks,
           'awardedAt', ${instantText('a.awarded_at')}, 'awardedBy', a.awarded_by,
           'startDueAt', ${instantText('a.start_due_at')})::text),
         ('words', (jsonb_build_object('reason', a.reason) || CASE WHEN a.reason_for_bidders IS NULL THEN '{}'::jsonb
           ELSE jsonb_build_object('reasonForBidders', a.reason_for_bidders) END)::text)) p (part, content)
       WHERE a.id = ANY($1::uuid[])`,
      [ids],
    ),
  award_withdrawal: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT a.id::text AS key, p.part, p.content FROM award a CROSS JOIN LATERAL (VALUES
         ('withdrawal', jsonb_build_object('awardId', a.id, 'withdrawnAt', ${instantText('a.withdrawn_at')})::text),
         ('words', jsonb_build_object('reason', a.withdraw_reason)::text)) p (part, content)
       WHERE a.id = ANY($1::uuid[]) AND a.withdrawn_at IS NOT NULL`,
      [ids],
    ),
  broadcast: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT b.id::text AS key, p.part, p.content FROM broadcast b CROSS JOIN LATERAL (VALUES
         ('settings', jsonb_build_object('broadcastId', b.id, 'packageId', b.package_id,
           'packageVersion', b.package_version, 'lotId', b.lot_id, 'round', b.round, 'method', b.method,
           'sealed', b.sealed, 'ownRankShown', b.own_rank_shown, 'ratingPolicy', b.rating_policy,
           'weights', b.weights, 'rateFloorPence', b.rate_floor_pence, 'rateCeilingPence', b.rate_ceiling_pence,
           'openedAt', ${instantText('b.opened_at')}, 'openedBy', b.opened_by,
           'startBy', ${instantText('b.start_by')})::text),
         ('facts', (SELECT f.facts::text FROM broadcast_facts f WHERE f.broadcast_id = b.id)),
         ('decisions', (SELECT coalesce(jsonb_agg(jsonb_build_object('branchId', d.branch_id,
             'deliveringBranchId', d.delivering_branch_id, 'eligible', d.eligible, 'tier', d.tier,
             'checks', d.checks, 'facts', d.facts, 'decidedAt', ${instantText('d.decided_at')})
             ORDER BY d.branch_id COLLATE "C", d.delivering_branch_id COLLATE "C"), '[]')::text
           FROM eligibility_decision d WHERE d.broadcast_id = b.id)),
         ('invitations', (SELECT coalesce(jsonb_agg(jsonb_build_object('invitationId', i.id,
             'branchId', i.branch_id, 'providerId', i.provider_id, 'contractId', i.contract_id,
             'mayDeliver', to_jsonb(coalesce(i.may_deliver_at_opening, i.may_deliver)), 'wave', i.wave) ORDER BY i.id), '[]')::text
           FROM invitation i WHERE i.broadcast_id = b.id))) p (part, content)
       WHERE b.id = ANY($1::uuid[])`,
      [ids],
    ),
  contact: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT c.id::text AS key, p.part, p.content FROM contact_attempt c CROSS JOIN LATERAL (VALUES
         ('contact', jsonb_build_object('contactAttemptId', c.id, 'awardId', c.award_id, 'reached', c.reached,
           'at', ${instantText('c.at')}, 'actorId', c.actor_id)::text),
         ('words', jsonb_build_object('note', c.note)::text)) p (part, content)
       WHERE c.id = ANY($1::uuid[])`,
      [ids],
    ),
  cancellation: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT b.id::text AS key, p.part, p.content FROM broadcast b CROSS JOIN LATERAL (VALUES
         ('cancellation', jsonb_build_object('broadcastId', b.id, 'closedAt', ${instantText('b.closed_at')})::text),
         ('words', jsonb_build_object('reason', b.close_reason)::text)) p (part, content)
       WHERE b.id = ANY($1::uuid[]) AND b.status = 'cancelled'`,
      [ids],
    ),
  contest: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT c.id::text AS key, p.part, p.content FROM restriction_contest c CROSS JOIN LATERAL (VALUES
         ('contest', jsonb_build_object('contestId', c.id, 'restrictionId', c.restriction_id,
           'authorityId', c.authority_id, 'byAuthorityId', c.by_authority_id, 'byProviderId', c.by_provider_id,
           'documentId', c.document_id, 'contestedAt', ${instantText('c.contested_at')},
           'contestedBy', c.contested_by)::text),
         ('words', jsonb_build_object('reason', c.reason)::text)) p (part, content)
       WHERE c.id = ANY($1::uuid[])`,
      [ids],
    ),
  contest_answer: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT c.id::text AS key, p.part, p.content FROM restriction_contest c CROSS JOIN LATERAL (VALUES
         ('answer', jsonb_build_object('contestId', c.id, 'status', c.status,
           'answeredAt', ${instantText('c.answered_at')}, 'answeredBy', c.answered_by)::text),
         ('words', jsonb_build_object('answer', c.answer)::text)) p (part, content)
       WHERE c.id = ANY($1::uuid[]) AND c.answered_at IS NOT NULL`,
      [ids],
    ),
  decline: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT i.id::text AS key, p.part, p.content FROM invitation i CROSS JOIN LATERAL (VALUES
         ('decline', jsonb_build_object('invitationId', i.id, 'branchId', i.branch_id,
           'declinedAt', ${instantText('i.declined_at')}, 'reason', i.decline_reason)::text),
         ('words', jsonb_build_object('note', i.decline_note)::text)) p (part, content)
       WHERE i.id = ANY($1::uuid[]) AND i.declined_at IS NOT NULL`,
      [ids],
    ),
  document: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT d.id::text AS key, p.part, p.content FROM document d CROSS JOIN LATERAL (VALUES
         ('document', jsonb_build_object('documentId', d.id, 'authorityId', d.authority_id,
           'providerId', d.provider_id, 'mediaType', d.media_type, 'byteSize', d.byte_size,
           'sha256', encode(sha256(d.content), 'hex'), 'uploadedBy', d.uploaded_by,
           'uploadedAt', ${instantText('d.uploaded_at')})::text),
         ('words', jsonb_build_object('name', d.name)::text)) p (part, content)
       WHERE d.id = ANY($1::uuid[])`,
      [ids],
    ),
  early_closing: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT b.id::text AS key, p.part, p.content FROM broadcast b CROSS JOIN LATERAL (VALUES
         ('closing', jsonb_build_object('broadcastId', b.id, 'closedAt', ${instantText('b.closed_at')},
           'closedEarlyBy', b.closed_early_by)::text),
         ('words', jsonb_build_object('reason', b.early_reason)::text)) p (part, content)
       WHERE b.id = ANY($1::uuid[]) AND b.closed_early_by IS NOT NULL`,
      [ids],
    ),
  extension: (reader, { ids, versions }) =>
    reader.query<StoredPart>(
      `SELECT x.broadcast_id || '/' || x.version AS key, p.part, p.content
       FROM unnest($1::uuid[], $2::integer[]) k (id, version)
       JOIN broadcast_extension x ON x.broadcast_id = k.id AND x.version = k.version
       CROSS JOIN LATERAL (VALUES
         ('extension', jsonb_build_object('broadcastId', x.broadcast_id, 'version', x.version,
           'closesAt', ${instantText('x.closes_at')}, 'at', ${instantText('x.at')}, 'actorId', x.actor_id)::text),
         ('words', jsonb_build_object('reason', x.reason)::text)) p (part, content)`,
      [ids, versions],
    ),
  hand_back: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT h.id::text AS key, p.part, p.content FROM hand_back h CROSS JOIN LATERAL (VALUES
         ('hand_back', jsonb_build_object('handBackId', h.id, 'branchId', h.branch_id, 'lotIds', to_jsonb(h.lot_ids),
           'noticeDays', h.notice_days, 'contractNoticeDays', h.contract_notice_days,
           'leavesOn', ${dateText('h.leaves_on')}, 'restrictionId', h.restriction_id,
           'recordedAt', ${instantText('h.recorded_at')}, 'recordedBy', h.recorded_by)::text),
         ('words', jsonb_build_object('reason', h.reason)::text)) p (part, content)
       WHERE h.id = ANY($1::uuid[])`,
      [ids],
    ),
  lifting: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT r.id::text AS key, p.part, p.content FROM restriction r CROSS JOIN LATERAL (VALUES
         ('lifting', jsonb_build_object('restrictionId', r.id, 'liftedAt', ${instantText('r.lifted_at')})::text),
         ('words', jsonb_build_object('reason', r.lift_reason)::text)) p (part, content)
       WHERE r.id = ANY($1::uuid[]) AND r.lifted_at IS NOT NULL`,
      [ids],
    ),
  offer: (reader, { ids, versions }) =>
    reader.query<StoredPart>(
      `SELECT v.offer_id || '/' || v.version AS key, p.part, p.content
       FROM unnest($1::uuid[], $2::integer[]) k (id, version)
       JOIN offer_version v ON v.offer_id = k.id AND v.version = k.version
       JOIN offer o ON o.id = v.offer_id
       CROSS JOIN LATERAL (VALUES
         ('offer', jsonb_build_object('offerId', v.offer_id, 'version', v.version, 'broadcastId', o.broadcast_id,
           'invitationId', o.invitation_id, 'branchId', o.branch_id, 'providerId', o.provider_id,
           'status', v.status, 'terms', v.terms - 'note' - 'rateReason', 'at', ${instantText('v.at')},
           'actorId', v.actor_id)::text),
         ('words', jsonb_build_object('note', v.terms->'note', 'rateReason', v.terms->'rateReason')::text)) p (part, content)`,
      [ids, versions],
    ),
  package: (reader, { ids, versions }) =>
    reader.query<StoredPart>(
      `SELECT v.package_id || '/' || v.version AS key, p.part, p.content
       FROM unnest($1::uuid[], $2::integer[]) k (id, version)
       JOIN package_version v ON v.package_id = k.id AND v.version = k.version
       CROSS JOIN LATERAL (VALUES
         ('package', jsonb_build_object('packageId', v.package_id, 'version', v.version, 'urgency', v.urgency,
           'visits', v.visits, 'needs', to_jsonb(v.needs), 'weeklyMinutes', v.weekly_minutes,
           'at', ${instantText('v.at')}, 'actorId', v.actor_id)::text),
         ('words', jsonb_build_object('note', v.note)::text)) p (part, content)`,
      [ids, versions],
    ),
  package_withdrawal: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT k.id::text AS key, p.part, p.content FROM package k CROSS JOIN LATERAL (VALUES
         ('withdrawal', jsonb_build_object('packageId', k.id, 'status', k.status)::text),
         ('words', jsonb_build_object('reason', k.withdraw_reason)::text)) p (part, content)
       WHERE k.id = ANY($1::uuid[]) AND k.status = 'withdrawn'`,
      [ids],
    ),
  permission: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT m.id::text AS key, p.part, p.content FROM permission m CROSS JOIN LATERAL (VALUES
         ('permission', jsonb_build_object('permissionId', m.id, 'conditionId', m.condition_id,
           'personId', coalesce(m.person_as_recorded, m.person_id), 'packageId', m.package_id, 'minutes', m.minutes,
           'until', ${instantText('m.until')}, 'documentId', m.document_id,
           'recordedAt', ${instantText('m.recorded_at')}, 'recordedBy', m.recorded_by)::text),
         ('words', jsonb_build_object('reference', m.reference, 'evidence', m.evidence)::text)) p (part, content)
       WHERE m.id = ANY($1::uuid[])`,
      [ids],
    ),
  placement: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT l.id::text AS key, 'placement' AS part,
              jsonb_build_object('placementId', l.id, 'packageId', l.package_id, 'personId', coalesce(l.person_as_recorded, l.person_id),
                'awardId', l.award_id, 'lotId', l.lot_id, 'branchId', l.branch_id,
                'deliveringBranchId', l.delivering_branch_id, 'hourlyRatePence', l.hourly_rate_pence,
                'startedAt', ${instantText('l.started_at')})::text AS content
       FROM placement l WHERE l.id = ANY($1::uuid[])`,
      [ids],
    ),
  placement_end: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT l.id::text AS key, p.part, p.content FROM placement l CROSS JOIN LATERAL (VALUES
         ('end', jsonb_build_object('placementId', l.id, 'endedAt', ${instantText('l.ended_at')},
           'reason', l.end_reason)::text),
         ('words', jsonb_build_object('note', l.end_note)::text)) p (part, content)
       WHERE l.id = ANY($1::uuid[]) AND l.ended_at IS NOT NULL`,
      [ids],
    ),
  case_kept: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT c.id::text AS key, p.part, p.content FROM reallocation_case c CROSS JOIN LATERAL (VALUES
         ('kept', jsonb_build_object('caseId', c.id, 'reallocationId', c.reallocation_id, 'packageId', c.package_id,
           'keepCause', c.keep_cause, 'changedAt', ${instantText('c.changed_at')})::text),
         ('words', jsonb_build_object('reason', c.reason)::text)) p (part, content)
       WHERE c.id = ANY($1::uuid[]) AND c.status = 'kept'`,
      [ids],
    ),
  contract_check: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT k.id::text AS key, p.part, p.content FROM contract_check k CROSS JOIN LATERAL (VALUES
         ('check', jsonb_build_object('checkId', k.id, 'branchId', k.branch_id, 'kind', k.kind, 'satisfied', k.satisfied,
           'documentId', k.document_id, 'reviewOn', ${dateText('k.review_on')},
           'recordedAt', ${instantText('k.recorded_at')})::text),
         ('words', jsonb_build_object('evidence', k.evidence)::text)) p (part, content)
       WHERE k.id = ANY($1::uuid[])`,
      [ids],
    ),
  uplift_withdrawal: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT u.id::text AS key, p.part, p.content FROM rate_uplift u CROSS JOIN LATERAL (VALUES
         ('withdrawal', jsonb_build_object('rateUpliftId', u.id, 'withdrawnAt', ${instantText('u.withdrawn_at')},
           'withdrawnBy', u.withdrawn_by)::text),
         ('words', jsonb_build_object('reason', u.withdraw_reason)::text)) p (part, content)
       WHERE u.id = ANY($1::uuid[]) AND u.withdrawn_at IS NOT NULL`,
      [ids],
    ),
  rate_uplift: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT u.id::text AS key, p.part, p.content FROM rate_uplift u CROSS JOIN LATERAL (VALUES
         ('uplift', jsonb_build_object('rateUpliftId', u.id, 'fromOn', ${dateText('u.from_on')},
           'hundredths', u.hundredths, 'newRatePence', u.new_rate_pence,
           'recordedAt', ${instantText('u.recorded_at')}, 'recordedBy', u.recorded_by)::text),
         ('contracts', (SELECT coalesce(jsonb_agg(jsonb_build_object('contractId', r.contract_id,
             'rateMinPence', r.rate_min_pence, 'rateMaxPence', r.rate_max_pence) ORDER BY r.contract_id), '[]')::text
           FROM contract_rate r WHERE r.uplift_id = u.id)),
         ('words', jsonb_build_object('reason', u.reason)::text)) p (part, content)
       WHERE u.id = ANY($1::uuid[])`,
      [ids],
    ),
  ranking: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT b.id::text AS key, 'ranking' AS part,
              jsonb_build_object('broadcastId', b.id, 'offers', (SELECT coalesce(jsonb_agg(jsonb_build_object(
                  'offerId', o.id, 'rank', o.rank, 'score', o.score) ORDER BY o.rank), '[]')
                FROM offer o WHERE o.broadcast_id = b.id AND o.rank IS NOT NULL))::text AS content
       FROM broadcast b WHERE b.id = ANY($1::uuid[])`,
      [ids],
    ),
  reallocation_dismissal: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT r.id::text AS key, p.part, p.content FROM reallocation r CROSS JOIN LATERAL (VALUES
         ('dismissal', jsonb_build_object('reallocationId', r.id, 'branchId', r.branch_id,
           'dismissCause', r.dismiss_cause, 'dismissedAt', ${instantText('r.dismissed_at')})::text),
         ('words', jsonb_build_object('reason', r.dismiss_reason)::text)) p (part, content)
       WHERE r.id = ANY($1::uuid[]) AND r.dismissed_at IS NOT NULL`,
      [ids],
    ),
  reallocation_start: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT r.id::text AS key, p.part, p.content FROM reallocation r CROSS JOIN LATERAL (VALUES
         ('start', jsonb_build_object('reallocationId', r.id, 'branchId', r.branch_id, 'cause', r.cause,
           'restrictionId', r.restriction_id, 'handBackId', r.hand_back_id, 'lotIds', to_jsonb(r.lot_ids),
           'startedAt', ${instantText('r.started_at')}, 'startedBy', r.started_by)::text),
         ('words', jsonb_build_object('reason', r.reason)::text)) p (part, content)
       WHERE r.id = ANY($1::uuid[]) AND r.started_at IS NOT NULL`,
      [ids],
    ),
  reallocation_stop: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT r.id::text AS key, p.part, p.content FROM reallocation r CROSS JOIN LATERAL (VALUES
         ('stop', jsonb_build_object('reallocationId', r.id, 'branchId', r.branch_id, 'stopCause', r.stop_cause)::text),
         ('words', jsonb_build_object('reason', r.stop_reason)::text)) p (part, content)
       WHERE r.id = ANY($1::uuid[]) AND r.started_at IS NOT NULL AND r.stop_cause IS NOT NULL`,
      [ids],
    ),
  refusal: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT q.id::text AS key, p.part, p.content FROM variation_request q CROSS JOIN LATERAL (VALUES
         ('refusal', jsonb_build_object('variationRequestId', q.id, 'decidedAt', ${instantText('q.decided_at')},
           'decidedBy', q.decided_by)::text),
         ('words', jsonb_build_object('reason', q.decision_reason)::text)) p (part, content)
       WHERE q.id = ANY($1::uuid[]) AND q.status = 'refused'`,
      [ids],
    ),
  capability_statement: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT t.id::text AS key, p.part, p.content FROM capability_statement t CROSS JOIN LATERAL (VALUES
         ('statement', jsonb_build_object('capabilityStatementId', t.id, 'branchId', t.branch_id, 'kind', t.kind,
           'capabilities', t.capabilities, 'onDay', ${dateText('t.on_day')}, 'documentId', t.document_id,
           'recordedAt', ${instantText('t.recorded_at')}, 'recordedBy', t.recorded_by,
           'recordedByAuthorityId', t.recorded_by_authority_id)::text),
         ('words', jsonb_build_object('evidence', t.evidence)::text)) p (part, content)
       WHERE t.id = ANY($1::uuid[])`,
      [ids],
    ),
  register_entry: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT g.id::text AS key, p.part, p.content FROM register_entry g CROSS JOIN LATERAL (VALUES
         ('entry', jsonb_build_object('registerEntryId', g.id, 'branchId', g.branch_id, 'version', g.version,
           'registrationStatus', g.registration_status, 'dormant', g.dormant, 'personalCare', g.personal_care,
           'ratings', g.ratings, 'sourceKind', g.source_kind, 'publishedOn', ${dateText('g.published_on')},
           'recordedAt', ${instantText('g.recorded_at')}, 'recordedBy', g.recorded_by)::text),
         ('words', jsonb_build_object('reference', g.reference)::text)) p (part, content)
       WHERE g.id = ANY($1::uuid[])`,
      [ids],
    ),
  report: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT u.id::text AS key, p.part, p.content FROM branch_report u CROSS JOIN LATERAL (VALUES
         ('report', jsonb_build_object('reportId', u.id, 'restrictionId', u.restriction_id, 'number', u.number,
           'dueAt', ${instantText('u.due_at')}, 'receivedAt', ${instantText('u.received_at')},
           'receivedBy', u.received_by, 'documentId', u.document_id)::text),
         ('words', jsonb_build_object('account', u.account)::text)) p (part, content)
       WHERE u.id = ANY($1::uuid[]) AND u.received_at IS NOT NULL`,
      [ids],
    ),
  request: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT q.id::text AS key, p.part, p.content FROM variation_request q CROSS JOIN LATERAL (VALUES
         ('request', jsonb_build_object('variationRequestId', q.id, 'placementId', q.placement_id,
           'fromMinutes', q.from_minutes, 'toMinutes', q.to_minutes, 'visits', q.visits, 'checks', q.checks,
           'askedByProviderId', q.asked_by_provider_id, 'requestedAt', ${instantText('q.requested_at')},
           'requestedBy', q.requested_by)::text),
         ('words', jsonb_build_object('reason', q.reason)::text)) p (part, content)
       WHERE q.id = ANY($1::uuid[])`,
      [ids],
    ),
  variation: (reader, { ids }) =>
    reader.query<StoredPart>(
      `SELECT v.id::text AS key, p.part, p.content FROM variation v CROSS JOIN LATERAL (VALUES
         ('variation', jsonb_build_object('variationId', v.id, 'placementId', v.placement_id,
           'fromMinutes', v.from_minutes, 'toMinutes', v.to_minutes, 'visits', v.visits, 'checks', v.checks,
           'at', ${instantText('v.at')}, 'actorId', v.actor_id)::text),
         ('words', jsonb_build_object('reason', v.reason)::text)) p (part, content)
       WHERE v.id = ANY($1::uuid[])`,
      [ids],
    ),
  wording: (reader, { ids, versions }) =>
    reader.query<StoredPart>(
      `SELECT v.restriction_id || '/' || v.version AS key, p.part, p.content
       FROM unnest($1::uuid[], $2::integer[]) k (id, version)
       JOIN restriction_version v ON v.restriction_id = k.id AND v.version = k.version
       JOIN restriction r ON r.id = v.restriction_id
       CROSS JOIN LATERAL (VALUES
         ('wording', jsonb_build_object('restrictionId', v.restriction_id, 'version', v.version,
           'branchId', r.branch_id, 'source', r.source, 'documentId', v.document_id, 'ownerId', v.owner_id,
           'from', ${instantText('v.from_at')}, 'to', ${instantText('v.to_at')}, 'lotIds', to_jsonb(v.lot_ids),
           'conditions', v.conditions, 'recordedAt', ${instantText('v.recorded_at')},
           'recordedBy', v.recorded_by)::text),
         ('words', jsonb_build_object('reference', v.reference, 'evidence', v.evidence,
           'reason', v.reason)::text)) p (part, content)`,
      [ids, versions],
    ),
};

/** The names of the parts of each record, in the order in which events list their digests. */
export const PARTS_OF: Readonly<Record<RecordName, readonly string[]>> = {
  approval: ['approval'],
  award: ['award', 'words'],
  award_withdrawal: ['withdrawal', 'words'],
  broadcast: ['settings', 'facts', 'decisions', 'invitations'],
  contact: ['contact', 'words'],
  case_kept: ['kept', 'words'],
  cancellation: ['cancellation', 'words'],
  contract_check: ['check', 'words'],
  contest: ['contest', 'words'],
  contest_answer: ['answer', 'words'],
  decline: ['decline', 'words'],
  difference_outcome: ['outcome', 'words'],
  dispute_answer: ['answer', 'words'],
  document: ['document', 'words'],
  early_closing: ['closing', 'words'],
  extension: ['extension', 'words'],
  hand_back: ['hand_back', 'words'],
  lifting: ['lifting', 'words'],
  list_answer: ['answer', 'words'],
  offer: ['offer', 'words'],
  package: ['package', 'words'],
  package_withdrawal: ['withdrawal', 'words'],
  permission: ['permission', 'words'],
  placement: ['placement'],
  placement_end: ['end', 'words'],
  ranking: ['ranking'],
  rate_uplift: ['uplift', 'contracts', 'words'],
  reallocation_dismissal: ['dismissal', 'words'],
  reallocation_start: ['start', 'words'],
  reallocation_stop: ['stop', 'words'],
  refusal: ['refusal', 'words'],
  capability_statement: ['statement', 'words'],
  register_entry: ['entry', 'words'],
  report: ['report', 'words'],
  request: ['request', 'words'],
  stage_change: ['change'],
  uplift_withdrawal: ['withdrawal', 'words'],
  variation: ['variation', 'words'],
  wording: ['wording', 'words'],
};

/** Splits keys of the form `<id>` or `<id>/<version>`. */
export function splitKeys(keys: readonly string[]): Keys {
  const split = keys.map((key) => key.split('/'));
  return { ids: split.map(([id]) => id ?? ''), versions: split.map(([, version]) => Number(version ?? 0)) };
}
