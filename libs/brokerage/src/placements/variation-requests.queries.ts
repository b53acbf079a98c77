import type { Check } from '#contracts/eligibility';
import type { Page, PageRequest } from '#contracts/list-page';
import type { VariationRequestStatus, VariationRequestView } from '#contracts/variations';
import { authorityIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

type Row = Omit<VariationRequestView, 'checks'> & { readonly checks: readonly Check[] };

const VIEW = `
  SELECT r.id, r.placement_id AS "placementId", r.package_id AS "packageId", p.person_id AS "personId",
         r.delivering_branch_id AS "deliveringBranchId", r.from_minutes AS "fromMinutes", r.to_minutes AS "toMinutes",
         r.visits, r.reason, r.status,
         CASE WHEN r.asked_by_provider_id IS NULL THEN 'authority' ELSE 'provider' END AS "askedBy",
         r.checks, r.owner_id AS "ownerId", r.due_at AS "dueAt", r.requested_at AS "requestedAt",
         r.decided_at AS "decidedAt", r.decision_reason AS "decisionReason", r.variation_id AS "variationId"
  FROM variation_request r JOIN placement p ON p.id = r.placement_id`;

const IN_SCOPE = `($1::uuid IS NULL OR r.authority_id = $1)
  AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM branch b WHERE b.provider_id = $2 AND b.id = r.delivering_branch_id)
    AND ${authorityIsLive('r.authority_id')})`;

const parameters = (scope: Scope): [string | null, string | null] =>
  'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];

/** @throws DomainError `variation_request_not_found` */
export async function variationRequestIn(
  reader: Reader,
  scope: Scope,
  id: string,
): Promise<VariationRequestView> {
  const [row]: Row[] = await reader.views(`${VIEW} WHERE ${IN_SCOPE} AND r.id = $3`, [
    ...parameters(scope),
    id,
  ]);
  return toldTo(scope, found(row, 'variation_request_not_found'));
}

export interface VariationRequestFilter {
  readonly status?: VariationRequestStatus;
  readonly placementId?: string;
}

/**
 * Lists variation requests, newest first. An authority sees its own requests. A provider sees requests about
 * care that its branches deliver.
 */
export async function variationRequestPage(
  reader: Reader,
  scope: Scope,
  { status, placementId, ...request }: PageRequest & VariationRequestFilter,
): Promise<Page<VariationRequestView>> {
  const slice = sliceOf(request);
  const rows: Row[] = await reader.views(
    `${VIEW} WHERE ${IN_SCOPE} AND ($3::uuid IS NULL OR r.id < $3) AND ($4::text IS NULL OR r.status = $4)
       AND ($5::uuid IS NULL OR r.placement_id = $5)
     ORDER BY r.id DESC LIMIT $6`,
    [...parameters(scope), slice.after, status ?? null, placementId ?? null, slice.fetch],
  );
  const page = toPage(rows, slice);
  return { ...page, items: page.items.map((row) => toldTo(scope, row)) };
}

/**
 * Removes the owner and the evidence of each rule from a variation request. Providers may not see them,
 * because evidence may describe another branch.
 */
function toldTo(scope: Scope, { checks, ...row }: Row): VariationRequestView {
  if ('authorityId' in scope) return { ...row, checks };
  const failed = checks.filter(({ result }) => result === 'fail');
  return {
    ...row,
    ownerId: null,
    checks: failed.map(({ rule, result, remedy }) => ({ rule, result, remedy, evidence: null })),
  };
}
