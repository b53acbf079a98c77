import type { Urgency } from '#contracts/packages';
import { caseIsOpen, deputyOf } from '#domain/rules-in-sql';
import type { Audience } from '#domain/messages/message-rules';
import type { Reader } from '#platform/database/database';

/** An audience of an event, as the query is asked about it. */
export interface Asked {
  /** Numbers the messages that are asked about. */
  readonly index: number;
  readonly audience: Audience;
  readonly authorityId: string | null;
  /** The providers that may see the event. No user of another provider is told. */
  readonly providerIds: readonly string[];
  readonly packageId: string | null;
}

/** A user who is told, with the branch for which the user works. */
export interface Recipient {
  readonly index: number;
  readonly userId: string;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly branchId: string | null;
  /** The invitation of the branch, if the audience is the branches that were invited. */
  readonly invitationId: string | null;
  readonly broadcastId: string | null;
  /** The package that the message is about, also if the event does not name one. */
  readonly packageId: string | null;
  /** The urgency of the package. While the person is being transferred, that of the reallocation. */
  readonly urgency: Urgency | null;
}

/**
 * Finds the users of many audiences with one statement. A user of a provider is found only if the event names the provider
 * and the user may see the branch. Disabled users, and users who have not signed in yet, are found only for messages
 * about their own account.
 */
export async function recipientsOf(
  reader: Reader,
  asked: readonly Asked[],
  now: Date,
): Promise<readonly Recipient[]> {
  if (asked.length === 0) return [];
  return reader.query<Recipient>(
    `WITH asked AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS a (index int, "to" text, uid uuid, role text, branches text[],
         authority uuid, providers text[], package uuid)
     ),
     branch_asked AS (
       SELECT a.index, b.branch_id, NULL::uuid AS invitation_id FROM asked a CROSS JOIN LATERAL unnest(a.branches) AS b(branch_id)
       WHERE a."to" = 'branches'
       UNION ALL
       SELECT a.index, o.branch_id, NULL FROM asked a JOIN offer o ON o.id = a.uid WHERE a."to" = 'offering_branch'
       UNION ALL
       SELECT a.index, i.branch_id, i.id FROM asked a JOIN invitation i ON i.broadcast_id = a.uid
       WHERE a."to" = 'invited_branches' AND i.status = 'open'
       UNION ALL
       SELECT a.index, i.branch_id, i.id FROM asked a JOIN invitation i ON i.id = a.uid
       JOIN broadcast b ON b.id = i.broadcast_id
       WHERE a."to" = 'branch_of_cancelled_round' AND b.status = 'cancelled'
     ),
     owner_asked AS (
       SELECT a.index, a.uid AS owner_id FROM asked a WHERE a."to" = 'owner'
       UNION ALL
       SELECT a.index, coalesce(p.next_action_owner_id,
                (SELECT c.next_action_owner_id FROM reallocation_case c
                 WHERE c.package_id = p.id AND c.next_action IS NOT NULL LIMIT 1))
       FROM asked a JOIN package p ON p.id = a.uid WHERE a."to" = 'owner_of_package'
       UNION ALL
       SELECT a.index, r.owner_id FROM asked a JOIN reallocation r ON r.id = a.uid WHERE a."to" = 'owner_of_reallocation'
       UNION ALL
       SELECT a.index, r.owner_id FROM asked a JOIN branch_report r ON r.id = a.uid WHERE a."to" = 'owner_of_report'
       UNION ALL
       SELECT a.index, v.owner_id FROM asked a JOIN variation_request v ON v.id = a.uid WHERE a."to" = 'owner_of_variation'
       UNION ALL
       SELECT a.index, u.id FROM asked a JOIN app_user u ON u.authority_id = a.authority AND u.role = a.role
       WHERE a."to" = 'role' AND u.disabled_at IS NULL
     ),
     found AS (
       SELECT b.index, u.id AS user_id, b.branch_id, b.invitation_id
       FROM branch_asked b
       JOIN asked a ON a.index = b.index
       JOIN branch br ON br.id = b.branch_id AND br.provider_id = ANY (a.providers)
       JOIN app_user u ON u.provider_id = br.provider_id AND u.role = 'provider'
       WHERE u.disabled_at IS NULL AND u.entered_at IS NOT NULL
         AND (NOT EXISTS (SELECT 1 FROM user_branch l WHERE l.user_id = u.id)
              OR EXISTS (SELECT 1 FROM user_branch l WHERE l.user_id = u.id AND l.branch_id = b.branch_id))
       UNION
       SELECT o.index, u.id, NULL, NULL
       FROM owner_asked o
       JOIN asked a ON a.index = o.index
       JOIN app_user u ON u.id = coalesce(${deputyOf('o.owner_id', '$2::timestamptz')}, o.owner_id)
       WHERE u.disabled_at IS NULL AND u.entered_at IS NOT NULL AND u.authority_id = a.authority
       UNION
       SELECT a.index, u.id, NULL, NULL FROM asked a JOIN app_user u ON u.id = a.uid
       WHERE a."to" = 'account' AND u.disabled_at IS NULL
     )
     SELECT coalesce(f.index, 0) AS index, coalesce(f.user_id, u.id) AS "userId", u.authority_id AS "authorityId",
            u.provider_id AS "providerId", f.branch_id AS "branchId", f.invitation_id AS "invitationId",
            coalesce(i.broadcast_id, o.broadcast_id) AS "broadcastId", a.package AS "packageId",
            coalesce((SELECT r.urgency FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
                      WHERE c.package_id = p.id AND ${caseIsOpen('c')} LIMIT 1), p.urgency) AS urgency
     FROM found f
     JOIN asked a ON a.index = f.index
     JOIN app_user u ON u.id = f.user_id
     LEFT JOIN invitation i ON i.id = f.invitation_id
     LEFT JOIN offer o ON o.id = a.uid AND a."to" = 'offering_branch'
     LEFT JOIN package p ON p.id = a.package
     ORDER BY f.index, f.user_id, f.branch_id`,
    [JSON.stringify(asked.map(columnsOf)), now],
  );
}

function columnsOf({ index, audience, authorityId, providerIds, packageId }: Asked) {
  return {
    index,
    to: audience.to,
    uid: uidOf(audience),
    role: audience.to === 'role' ? audience.role : null,
    branches: audience.to === 'branches' ? audience.branchIds : [],
    authority: authorityId,
    providers: providerIds,
    package: packageId,
  };
}

function uidOf(audience: Audience): string | null {
  switch (audience.to) {
    case 'offering_branch':
      return audience.offerId;
    case 'invited_branches':
      return audience.broadcastId;
    case 'branch_of_cancelled_round':
      return audience.invitationId;
    case 'account':
    case 'owner':
      return audience.userId;
    case 'owner_of_package':
      return audience.packageId;
    case 'owner_of_reallocation':
      return audience.reallocationId;
    case 'owner_of_report':
      return audience.reportId;
    case 'owner_of_variation':
      return audience.variationRequestId;
    case 'branches':
    case 'role':
      return null;
  }
}
